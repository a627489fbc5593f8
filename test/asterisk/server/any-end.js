// A server in a process of its own whose calls end as the dialplan asks: `agi://…/hello?end=leave`.
// @ts-nocheck -- decorators called by hand have no types to compare
import 'reflect-metadata';
import { AgiController, Call, createAgiApp, hangUp, leave, OnCall } from 'offhook';

const dial = (number) => async (call) => void (await call.dial(`Local/${number}@phones/n`, { ringTimeoutMs: 4_000 }));

const ENDS = {
  leave: async (call) => void (await call.play('beep')),
  missingSound: async (call) => void (await call.play('no-such-sound')),
  elsewhere: () => leave({ context: 'elsewhere', extension: 's' }),
  hangUp: () => hangUp,
  throw: () => Promise.reject(new Error('a mistake')),
  prompt: async (call) => void (await call.play('demo-congrats')),
  menu: async (call) => void (await call.menu({ prompt: 'beep', choices: { 1: 'one' }, timeoutMs: 60_000 })),
  ringing: dial('ringing'),
  talking: dial('talking'),
};

class HelloController {
  /** @param {Call} call */
  constructor(call) {
    this.call = call;
  }

  async begin() {
    await this.call.answer();
    return (await ENDS[this.call.request.query.get('end')](this.call)) ?? leave();
  }
}

// What the compiler writes for decorators; this file is run as it is.
Reflect.defineMetadata('design:paramtypes', [Call], HelloController);
OnCall({ to: [leave, leave({ context: 'elsewhere', extension: 's' }), hangUp] })(
  HelloController.prototype,
  'begin',
  Object.getOwnPropertyDescriptor(HelloController.prototype, 'begin'),
);
AgiController('/hello')(HelloController);

const maxCalls = Number(process.env.MAX_CALLS);
const app = await createAgiApp({ controllers: [HelloController], maxCalls }).start();
const { port } = await app.closeOnSignals({ drainLimitMs: Number(process.env.DRAIN_MS) }).listen({ port: 0 });
console.log(JSON.stringify({ port }));
