import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { CommandError } from '../../../src/errors/offhook-error.js';
import { HangUpError } from '../../../src/errors/hang-up-error.js';
import { placeCall } from '../support/place-call.js';
import { askedReleases } from '../support/install.js';
import { LiveCalls, hangsUp, pause, presses } from './support/live-calls.js';

const DIALPLAN = `
[office]
exten => ann,1,Answer()
 same => n,Wait(2)
[queue-keys]
exten => 5,1,NoOp()
[waiting]
exten => s,1,Answer()
 same => n,Queue(small)
`;

const QUEUES = `[general]
[nobody]
joinempty = yes
retry = 1
[closed]
joinempty = no
[small]
joinempty = yes
maxlen = 1
[staffed]
joinempty = yes
setinterfacevar = yes
member => Local/ann@office/n
[plain]
joinempty = yes
member => Local/ann@office/n
[keys]
joinempty = yes
context = queue-keys
`;

describe.each(askedReleases())('queue on Asterisk %i', (release) => {
  let live: LiveCalls;
  beforeAll(async () => {
    live = await LiveCalls.start({ release, dialplan: DIALPLAN, files: { 'queues.conf': QUEUES } });
  });
  afterAll(() => live?.stop());

  const told = release >= 20 ? expect.any(Number) : undefined;

  test('tells which member answered, and how long the wait and the talk were', async () => {
    const queued = await live.value((c) =>
      c.queue('staffed', { timeoutMs: 10_000, priority: 7, callerCanHangUp: true }),
    );
    expect(queued).toEqual({ kind: 'answered', member: 'Local/ann@office/n', waitedMs: told, talkedMs: told });
  });

  test('what was dialled says nothing about how it ended', async () => {
    const queued = await live.value(async (c) => {
      await c.setExtension('100|CONTINUE');
      return c.queue('nobody', { timeoutMs: 1_000 });
    });
    expect(queued).toEqual({ kind: 'timeout' });
  });

  test('leaves the member open when queues.conf does not tell it, whatever an older call left', async () => {
    const queued = await live.value(async (c) => {
      await c.queue('staffed', { timeoutMs: 10_000 });
      return c.queue('plain', { timeoutMs: 10_000 });
    });
    expect(queued).toMatchObject({ kind: 'answered', member: undefined });
  });

  test('tells the member several sounds before the two are joined', async () => {
    const from = live.asterisk.console.length;
    const queued = await live.value((c) => c.queue('staffed', { timeoutMs: 10_000, announce: ['beep', 'beeperr'] }));
    expect(queued.kind).toBe('answered');
    const played = live.asterisk.console.slice(from).flatMap((line) => /Playing '(\w+)/.exec(line)?.[1] ?? []);
    expect(played).toEqual(['beep', 'beeperr']);
  });

  test('gives up after the time limit', async () => {
    expect(await live.value((c) => c.queue('nobody', { timeoutMs: 900 }))).toEqual({ kind: 'timeout' });
  });

  test('tells that nobody is there to join for', async () => {
    expect(await live.value((c) => c.queue('closed'))).toEqual({ kind: 'noAgents', reason: 'empty' });
  });

  test('tells that the queue is full', async () => {
    const first = await placeCall(live.asterisk, { agi: 'agi://127.0.0.1:9/', afterAgi: ['Answer()', 'Queue(small)'] });
    await first.waitFor('QueueCallerJoin');
    expect(await live.value((c) => c.queue('small', { timeoutMs: 5_000 }))).toEqual({ kind: 'full' });
    await first.hangUp();
  });

  test('tells that the caller left by a key', async () => {
    const queued = await live.value((c) => c.queue('keys', { timeoutMs: 5_000 }), presses('5', 'Queue', 1_000));
    expect(queued).toEqual({ kind: 'exitKey', digits: '5' });
  });

  test.runIf(release >= 20)('tells that an operator took the caller out', async () => {
    const queued = await live.value(
      (c) => c.queue('nobody', { timeoutMs: 9_000 }),
      async (placed) => {
        await placed.waitFor('QueueCallerJoin');
        await pause(200);
        await live.asterisk.ami.action('QueueWithdrawCaller', { Queue: 'nobody', Caller: placed.agiChannel });
      },
    );
    expect(queued).toEqual({ kind: 'withdrawn' });
  });

  test('is a CommandError when there is no such queue, however its name is spelled', async () => {
    for (const name of ['none', 'staffed,c', 'staff"ed', 'staffed\\']) {
      const { outcome } = await live.run((c) => c.queue(name, { timeoutMs: 1_000 }));
      expect(outcome).toEqual({ status: 'rejected', reason: expect.any(CommandError) });
    }
  });

  test('is a HangUpError when the caller leaves', async () => {
    const { outcome } = await live.run((c) => c.queue('nobody'), hangsUp('Queue', 500));
    expect(outcome).toEqual({ status: 'rejected', reason: expect.any(HangUpError) });
  });

  test('passes the priority on', async () => {
    const { placed } = await live.run((c) => c.queue('nobody', { timeoutMs: 900, priority: 9 }));
    expect(placed.valuesOf('QUEUE_PRIO')).toEqual(['9']);
  });
});
