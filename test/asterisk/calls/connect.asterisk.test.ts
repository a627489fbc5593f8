import { existsSync } from 'node:fs';

import { AgiController, type AgiServer, Call, createAgiApp, leave, OnCall, OnHangup } from 'offhook';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { RecordingLogger } from '../../support/recording-logger.js';
import { RealAsterisk } from '../support/asterisk.js';
import { placeCall } from '../support/place-call.js';
import type { PlacedCall } from '../support/placed-call.js';

const DIALPLAN = `
[office]
exten => ann,1,Wait(1)
 same => n,Answer()
 same => n,Wait(2)
exten => told,1,Set(GLOBAL(TOLD)=\${CUSTOMER})
 same => n,Answer()
 same => n,Wait(1)
[declines]
exten => s,1,Set(GLOBAL(ASKED)=yes)
 same => n,Set(GOSUB_RESULT=CONTINUE)
 same => n,Return()
[queue-keys]
exten => 5,1,NoOp()
`;

const QUEUES = `[general]
[staffed]
joinempty = yes
setinterfacevar = yes
member => Local/ann@office/n
[told]
joinempty = yes
member => Local/told@office/n
[nobody]
joinempty = yes
retry = 1
[closed]
joinempty = no
[small]
joinempty = yes
maxlen = 1
[keys]
joinempty = yes
context = queue-keys
`;

const VOICEMAIL = `[general]
format = wav
minsecs = 1

[sales]
100 => 1234,Ann
`;

type Work = (call: Call) => Promise<unknown>;
let work: Work;
const results: unknown[] = [];

/** Does what the test wants, with the call answered. */
@AgiController('/connect')
class Connect {
  constructor(private readonly call: Call) {}

  @OnCall({ next: leave() })
  async run() {
    await this.call.answer();
    results.push(await work(this.call));
  }

  @OnHangup()
  left() {
    results.push('left');
  }
}

describe('queue and voicemail of a call on a real Asterisk', () => {
  let asterisk: RealAsterisk;
  let app: AgiServer;
  let agi: string;
  const log = new RecordingLogger();

  beforeAll(async () => {
    app = await createAgiApp({ controllers: [Connect], logger: log }).start();
    const { port } = await app.listen({ port: 0 });
    agi = `agi://127.0.0.1:${port}/connect`;
    const files = { 'queues.conf': QUEUES, 'voicemail.conf': VOICEMAIL };
    asterisk = await RealAsterisk.start({ dialplan: DIALPLAN, modules: 'full', files });
  });
  afterAll(async () => {
    await app?.close({ drainLimitMs: 1_000 });
    await asterisk?.stop();
  });
  beforeEach(() => void (results.length = 0));

  async function call(its: Work, meanwhile: (placed: PlacedCall) => Promise<unknown> = async () => undefined) {
    work = its;
    const placed = await placeCall(asterisk, { agi, media: 'tone' });
    await meanwhile(placed);
    await placed.ended;
    await expect.poll(() => app.callsInFlight).toBe(0);
    expect(log.at('error')).toEqual([]);
    return placed;
  }

  const during =
    (application: string, afterMs: number, act: (placed: PlacedCall) => Promise<void>) =>
    async (placed: PlacedCall) => {
      await placed.executing(`EXEC "${application}"`);
      await pause(afterMs);
      await act(placed);
    };
  const isAbout = (ms: number) => expect.toSatisfy((told: number) => Math.abs(told - ms) < 400);

  test('a member answers, and the wait and the talk are those of the queue, not of the call', async () => {
    await call(async (its) => {
      await pause(2_000);
      return its.queue('staffed', { timeoutMs: 10_000 });
    });
    expect(results).toEqual([
      { kind: 'answered', member: 'Local/ann@office/n', waitedMs: isAbout(1_000), talkedMs: isAbout(2_000) },
    ]);
  });

  test('the member is told what is passed, whatever stands in it', async () => {
    await call((its) => its.queue('told', { timeoutMs: 5_000, pass: { CUSTOMER: 'a,b "c" ${SHELL(id)}\\;' } }));
    expect(results).toMatchObject([{ kind: 'answered' }]);
    const { Value } = await asterisk.ami.action('Getvar', { Variable: 'TOLD' });
    expect(Value).toBe('a,b "c" ${SHELL(id)}\\;');
  });

  test('a member who declines in a routine of the queue is connected all the same', async () => {
    await call(async (its) => {
      await its.channel.exec('Queue', 'staffed', '', '', '', '10', '', 'declines');
      return its.variables.get('ANSWEREDTIME');
    });
    const { Value } = await asterisk.ami.action('Getvar', { Variable: 'ASKED' });
    expect(Value).toBe('yes');
    expect(results).toEqual(['2']);
  });

  test.each([
    ['nobody', { timeoutMs: 900 }, { kind: 'timeout' }],
    ['closed', {}, { kind: 'noAgents', reason: 'empty' }],
  ] as const)('nobody answers in %s', async (name, options, outcome) => {
    await call((its) => its.queue(name, options));
    expect(results).toEqual([outcome]);
  });

  test('a queue is full, and tells how many wait', async () => {
    const first = await placeCall(asterisk, { agi: 'agi://127.0.0.1:9/', afterAgi: ['Answer()', 'Queue(small)'] });
    await first.waitFor('QueueCallerJoin');
    await call(async (its) => [await its.queueLength('small'), await its.queue('small')]);
    expect(results).toEqual([[1, { kind: 'full' }]]);
    await first.hangUp();
  });

  test('the caller leaves the queue by a key, which answers no later question', async () => {
    await call(
      async (its) => [await its.queue('keys'), await its.play('beep')],
      during('Queue', 800, (placed) => placed.press('5')),
    );
    expect(results).toEqual([[{ kind: 'exitKey', digits: '5' }, { kind: 'finished' }]]);
  });

  test('the caller hangs up while waiting', async () => {
    await call(
      (its) => its.queue('nobody'),
      during('Queue', 800, (placed) => placed.hangUp()),
    );
    expect(results).toEqual(['left']);
  });

  test.each([
    ['a key', (placed: PlacedCall) => placed.press('#'), false],
    ['hanging up', (placed: PlacedCall) => placed.hangUp(), true],
  ])('a message is left by %s', async (_, ends, hasHungUp) => {
    const options = { greeting: 'none', skipInstructions: true } as const;
    await call((its) => its.voicemail('100@sales', options), during('VoiceMail', 2_500, ends));
    const [message] = results as [{ file: string }];
    expect(results).toEqual([
      { kind: 'left', file: expect.stringContaining('/sales/100/INBOX/msg'), hasHungUp },
      ...(hasHungUp ? ['left'] : []),
    ]);
    expect(existsSync(asterisk.pathOf(`${message.file}.wav`))).toBe(true);
  });

  test('no message is left without a mailbox, or by a caller who hangs up in the greeting', async () => {
    await call((its) => its.voicemail('999@sales'));
    expect(results).toEqual([{ kind: 'failed' }]);
    results.length = 0;
    await call(
      (its) => its.voicemail('100@sales'),
      during('VoiceMail', 500, (placed) => placed.hangUp()),
    );
    expect(results).toEqual(['left']);
  });
});

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
