import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type AgiServer, AgiController, type AppOptions, Call, createAgiApp, leave, OnCall } from 'offhook';
import { RecordingLogger } from '../../support/recording-logger.js';
import { RealAsterisk } from '../support/asterisk.js';
import { freePort } from '../../support/free-port.js';
import { placeCall } from '../support/place-call.js';

/** Plays a long sound. */
@AgiController('/long')
class LongController {
  constructor(protected readonly call: Call) {}

  @OnCall({ next: leave })
  async talk() {
    await this.call.answer();
    await this.call.play('demo-congrats');
  }
}

/** Connects the caller with somebody who talks for three seconds. */
@AgiController('/talk')
class TalkController extends LongController {
  @OnCall({ next: leave })
  override async talk() {
    await this.call.answer();
    await this.call.dial('Local/s@talker/n', { ringTimeoutMs: 10_000 });
  }
}

const DIALPLAN = `
[talker]
exten => s,1,Answer()
 same => n,Wait(3)
 same => n,Hangup()
`;

let asterisk: RealAsterisk;
const apps: AgiServer[] = [];

beforeAll(async () => {
  asterisk = await RealAsterisk.start({ modules: 'full', dialplan: DIALPLAN });
});

afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close({ drainLimitMs: 1 })));
});

afterAll(() => asterisk?.stop());

async function listen(options: AppOptions, address: { readonly host?: string; readonly port?: number } = {}) {
  const app = await createAgiApp({
    controllers: [LongController, TalkController],
    logger: new RecordingLogger(),
    ...options,
  }).start();
  apps.push(app);
  const { port } = await app.listen({ port: 0, ...address });
  return { app, port };
}

const call = (url: string) => placeCall(asterisk, { agi: url });

describe('a refused call on a real Asterisk', () => {
  test('has AGISTATUS FAILURE, OFFHOOK_STATUS REFUSED, a line on the console, and goes on in the dialplan', async () => {
    const { port } = await listen({ maxCalls: 1 });
    const first = await call(`agi://127.0.0.1:${port}/long`);
    await first.executing('STREAM FILE');
    const second = await call(`agi://127.0.0.1:${port}/long`);
    expect(await second.agiStatus()).toBe('FAILURE');
    expect(second.variables()).toMatchObject({ OFFHOOK_STATUS: 'REFUSED', OFFHOOK_REASON: 'maxCalls' });
    expect(await second.reachedNextPriority()).toBe(true);
    // The console is a stream of its own: its line may come behind what the manager says.
    await expect
      .poll(() => asterisk.console.join('\n'))
      .toContain('offhook: /long was refused: the app has as many calls as it takes');
    await first.hangUp();
    expect(await first.agiStatus()).toBe('HANGUP');
  });
});

/** Whether somebody takes connections there; asked so seldom that the question itself keeps no port open. */
const LISTENING = { timeout: 10_000, interval: 150 };
async function isListening(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port });
  const isTaken = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isTaken;
}

describe('servers that stop listening when they are full', () => {
  test('are tried in turn by Asterisk, and tried again when there is room', async () => {
    // `localhost` has an address of each family.
    const port = await freePort();
    const options = { maxCalls: 1, whenFull: 'stop-listening' } as const;
    const { app: one } = await listen(options, { host: '127.0.0.1', port });
    const { app: other } = await listen(options, { host: '::1', port });
    const listens = (app: AgiServer) => isListening(app === one ? '127.0.0.1' : '::1', port);
    const url = `agi://localhost:${port}/long`;

    const first = await call(url);
    await first.executing('STREAM FILE');
    const [busy, free] = one.callsInFlight === 1 ? [one, other] : [other, one];
    expect([busy.callsInFlight, free.callsInFlight]).toEqual([1, 0]);
    await expect.poll(() => listens(busy), LISTENING).toBe(false);

    const second = await call(url);
    await second.executing('STREAM FILE');
    expect([busy.callsInFlight, free.callsInFlight]).toEqual([1, 1]);
    await expect.poll(() => listens(free), LISTENING).toBe(false);

    const third = await call(url);
    expect(await third.agiStatus()).toBe('FAILURE');
    expect(third.variables()['OFFHOOK_STATUS']).toBeUndefined();

    await first.hangUp();
    await expect.poll(() => listens(busy), LISTENING).toBe(true);
    const fourth = await call(url);
    await fourth.executing('STREAM FILE');
    expect([busy.callsInFlight, free.callsInFlight]).toEqual([1, 1]);
    await Promise.all([second.hangUp(), fourth.hangUp()]);
  });
});

describe('a call that is given back on a real Asterisk', () => {
  test('in the middle of a sound goes on in the dialplan at once', async () => {
    const { app, port } = await listen({});
    const placed = await call(`agi://127.0.0.1:${port}/long`);
    await placed.executing('STREAM FILE');
    app.calls()[0]?.handBack();
    expect(await placed.agiStatus()).toBe('FAILURE');
    expect(placed.variables()).toMatchObject({ OFFHOOK_STATUS: 'DRAINED', OFFHOOK_REASON: 'drained' });
    expect(await placed.reachedNextPriority()).toBe(true);
  });

  test('in the middle of a talk talks on, though the server is gone, and goes on in the dialplan afterwards', async () => {
    const { app, port } = await listen({});
    const placed = await call(`agi://127.0.0.1:${port}/talk`);
    await placed.waitFor('DialEnd', ({ fields }) => fields['DialStatus'] === 'ANSWER').catch(() => undefined);
    await placed.executing('EXEC "Dial"');
    await expect.poll(() => placed.variables()['DIALEDPEERNAME'] ?? '').not.toBe('');
    expect(await app.close({ drainLimitMs: 1 })).toEqual({ callsCut: 1 });
    expect(placed.variables()['AGISTATUS']).toBeUndefined();
    expect(await placed.agiStatus()).toBe('FAILURE');
    expect(placed.variables()).toMatchObject({ OFFHOOK_STATUS: 'DRAINED', DIALSTATUS: 'ANSWER' });
    expect(await placed.reachedNextPriority()).toBe(true);
  });
});
