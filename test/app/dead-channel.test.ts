/* AGI() that begins on a channel that is gone: in the extension h, or in a hang-up handler. */
import { AgiController, Call, createAgiApp, leave, OnCall, OnHangup } from 'offhook';
import { expect, test } from 'vitest';
import { AwaitedLogger } from '../support/awaited-logger.js';
import { DirectedCall } from '../support/directed-call.js';

const notes: string[] = [];

@AgiController('/after')
class AfterController {
  constructor(private readonly call: Call) {}
  @OnCall({ next: leave }) async note() {
    if (this.call.request.query.has('plays')) await this.call.play('story');
    if (this.call.request.query.has('throws')) throw new TypeError('broken');
    await this.call.variables.set('NOTED', 'yes');
  }
  @OnHangup() ended() {
    notes.push('@OnHangup');
  }
}

/** Runs it on a channel that is dead from the beginning, or not. */
async function run(path: string, { told = '', extension = 'h', isDead = true, maxCalls = 10 } = {}) {
  notes.length = 0;
  const logger = new AwaitedLogger();
  const app = await createAgiApp({ controllers: [AfterController], logger, maxCalls }).start();
  const variables = told === '' ? {} : { OFFHOOK_STATUS: told };
  const asterisk = DirectedCall.place(app, path, { setup: { extension, inHangupHandler: isDead, variables } });
  await asterisk.closed;
  await app.close();
  const { OFFHOOK_STATUS: status, OFFHOOK_REASON: reason } = asterisk.variables;
  return { told: [status, reason], lines: asterisk.lines, log: logger.lines.map(({ message }) => message) };
}

test.each([
  ['after', 'h'],
  ['after?plays', 'h'],
  ['after?throws', 'h'],
  ['after', 's'],
  ['after?plays', 's'],
  ['after?throws', 's'],
  ['nowhere', 'h'],
])('/%s in the extension %s leaves what the first AGI() told', async (path, extension) => {
  const { told } = await run(path, { told: 'HANGUP', extension });
  expect(told).toEqual([undefined, undefined]);
});

test.each([
  ['after', 'h', 'OK'],
  ['after', 's', 'OK'],
  ['after?plays', 'h', 'HANGUP'],
  ['after?throws', 'h', 'ERROR'],
  ['nowhere', 'h', 'NOTFOUND'],
])('/%s in the extension %s tells %s where nobody has told anything', async (path, extension, status) => {
  expect((await run(path, { extension })).told[0]).toBe(status);
});

test.each([
  ['after', 's', 'OK'],
  ['after?plays', 's', 'OK'],
  ['nowhere', 's', 'NOTFOUND'],
])(
  '/%s on a channel that lives (extension %s) tells %s, whatever an earlier one has told',
  async (path, extension, status) => {
    expect((await run(path, { told: 'OK', extension, isDead: false })).told[0]).toBe(status);
  },
);

test('a call that has used its channel is not asked whether it lives', async () => {
  const { lines } = await run('after?plays', { extension: 's', isDead: false });
  expect(lines.filter((line) => line === 'CHANNEL STATUS' || line.startsWith('GET VARIABLE'))).toEqual([
    // Whether it is answered, before the sound.
    'CHANNEL STATUS',
  ]);
});

test('a handler that ends well on a dead channel is no hang-up', async () => {
  await run('after', { extension: 's' });
  expect(notes).toEqual([]);
});
