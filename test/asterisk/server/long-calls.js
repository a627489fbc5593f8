// A server in a process of its own, to be sent signals: its calls hear a few seconds of sound, then go back to the dialplan.
// @ts-nocheck -- decorators called by hand have no types to compare
import 'reflect-metadata';
import { AgiController, Call, createAgiApp, leave, OnCall } from 'offhook';

class LongController {
  /** @param {Call} call */
  constructor(call) {
    this.call = call;
  }

  async talk() {
    await this.call.answer();
    await this.call.play('demo-moreinfo');
  }
}

// What the compiler writes for decorators; this file is run as it is.
Reflect.defineMetadata('design:paramtypes', [Call], LongController);
OnCall({ next: leave })(
  LongController.prototype,
  'talk',
  Object.getOwnPropertyDescriptor(LongController.prototype, 'talk'),
);
AgiController('/long')(LongController);

const app = await createAgiApp({ controllers: [LongController] }).start();
const { port } = await app.closeOnSignals({ drainLimitMs: Number(process.env.DRAIN_MS) }).listen({ port: 0 });
console.log(JSON.stringify({ port }));
