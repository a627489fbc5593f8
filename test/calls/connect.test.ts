/* call.dial and call.queue: who is rung, what the other side is told, and how many wait. */
import { AgiController, Call, hangUp, OnCall } from 'offhook';
import { createTestPhone, everySound, heard } from 'offhook/testing';
import { expect, test } from 'vitest';

/** An app whose only handler is this code, on a call that is answered or not; `results` is what it gives, or throws. */
async function phoneFor(code: (call: Call) => Promise<unknown>, { isAnswered = true } = {}) {
  const results: unknown[] = [];

  @AgiController('/connect')
  class Connect {
    constructor(private readonly call: Call) {}

    @OnCall({ next: hangUp })
    async run() {
      if (isAnswered) await this.call.answer();
      results.push(await code(this.call).catch((error: unknown) => error));
    }
  }
  const sounds = everySound({ durationMs: 2_000 });
  return Object.assign(await createTestPhone({ controllers: [Connect] }, { sounds }), { results });
}

const both = ['PJSIP/ann', 'PJSIP/bob'] as const;

test('in turn, the second is rung when the first does not answer, and the third no more', async () => {
  await using line = await phoneFor((call) =>
    call.dial([...both, 'PJSIP/eve'], { ringTimeoutMs: 10_000, strategy: 'inTurn' }),
  );
  line.onDial('PJSIP/ann', { result: 'noAnswer' });
  line.onDial('PJSIP/bob', { answersAfterMs: 2_000, talksMs: 5_000 });
  line.onDial('PJSIP/eve', {});
  const caller = line.dial('/connect').isConnectedTo('PJSIP/bob').ends({ by: 'app' });
  await caller;
  expect(line.results).toMatchObject([{ kind: 'answered', target: 'PJSIP/bob', totalMs: 7_000 }]);
  expect(caller.events.filter(({ kind }) => kind === 'connected')).toMatchObject([
    { target: 'PJSIP/bob', atMs: expect.any(Number) },
  ]);
});

test.each([
  [false, { talkedMs: 3_000, totalMs: 5_000 }],
  [true, { talkedMs: undefined, totalMs: 5_000 }],
])('how long the two talked is known unless the call was answered before (%s)', async (isAnswered, times) => {
  await using line = await phoneFor(
    async (call) => {
      await call.channel.waitForDigit(3_000);
      return call.dial('PJSIP/ann', { ringTimeoutMs: 10_000 });
    },
    { isAnswered },
  );
  line.onDial('PJSIP/ann', { answersAfterMs: 2_000, talksMs: 3_000 });
  await line.dial('/connect').isConnectedTo('PJSIP/ann').ends({ by: 'app' });
  expect(line.results).toEqual([
    { kind: 'answered', target: 'PJSIP/ann', hangUpCause: 16, endedBy: 'callee', ...times },
  ]);
});

test('a talk that the caller ends by a transfer is told so, with where the other one went', async () => {
  await using line = await phoneFor(async (call) => {
    await call.dial('PJSIP/ann', { ringTimeoutMs: 10_000 });
    // What an older talk has left is not this one's.
    return [
      await call.dial('PJSIP/ann', { ringTimeoutMs: 10_000 }),
      await call.dial('PJSIP/bob', { ringTimeoutMs: 10_000 }),
    ];
  });
  line.onDial('PJSIP/ann', { talksMs: 3_000, transferredTo: { context: 'office', extension: '201' } });
  line.onDial('PJSIP/bob', { talksMs: 3_000 });
  await line.dial('/connect').ends({ by: 'app' });
  expect(line.results).toMatchObject([
    [
      { kind: 'answered', endedBy: 'transferred', transferredTo: { context: 'office', extension: '201' } },
      { kind: 'answered', target: 'PJSIP/bob', endedBy: 'callee' },
    ],
  ]);
});

test('a queue tells how long the wait and the talk were', async () => {
  await using line = await phoneFor((call) => call.queue('support'));
  line.onQueue('support', { answersAfterMs: 2_000, talksMs: 3_000 });
  await line.dial('/connect').hears(heard.music).isConnectedTo('support').ends({ by: 'app' });
  expect(line.results).toEqual([{ kind: 'answered', member: undefined, waitedMs: 2_000, talkedMs: 3_000 }]);
});

test('what was dialled says nothing about how a queue ended', async () => {
  await using line = await phoneFor((call) => call.queue('support', { timeoutMs: 2_000 }));
  line.onQueue('support', { result: 'timeout' });
  await line.dial('/connect', { extension: '100|CONTINUE' }).hears(heard.music).ends({ by: 'app' });
  expect(line.results).toEqual([{ kind: 'timeout' }]);
});

test('in turn, the outcome of the last one counts', async () => {
  await using line = await phoneFor((call) => call.dial(both, { ringTimeoutMs: 10_000, strategy: 'inTurn' }));
  line.onDial('PJSIP/ann', { result: 'noAnswer' });
  line.onDial('PJSIP/bob', { result: 'busy' });
  await line.dial('/connect').ends({ by: 'app' });
  expect(line.results).toMatchObject([{ kind: 'busy' }]);
});

test('in turn, nobody to be rung is refused as it is together', async () => {
  await using line = await phoneFor((call) => call.dial([], { ringTimeoutMs: 10_000, strategy: 'inTurn' }));
  await line.dial('/connect').ends({ by: 'app' });
  expect(line.results).toMatchObject([{ code: 'AGI_ARGUMENT' }]);
});

test('the other leg inherits what is passed', async () => {
  await using line = await phoneFor((call) =>
    call.dial('PJSIP/ann', { ringTimeoutMs: 10_000, pass: { CUSTOMER: '0012, "Jo"' } }),
  );
  line.onDial('PJSIP/ann', { talksMs: 1_000 });
  const caller = line.dial('/connect').isConnectedTo('PJSIP/ann').ends({ by: 'app' });
  await caller;
  expect(caller.events).toContainEqual(
    expect.objectContaining({ kind: 'variable', name: '_CUSTOMER', value: '0012, "Jo"' }),
  );
});

test.each(['SHELL(id)', 'a b', '', 'A=1'])('the variable %j is refused, and nobody is rung', async (name) => {
  await using line = await phoneFor((call) => call.queue('support', { pass: { [name]: '1' } }));
  line.onQueue('support', { answersAfterMs: 1_000 });
  await line.dial('/connect').ends({ by: 'app' });
  expect(line.results).toMatchObject([{ code: 'AGI_ARGUMENT', fields: { argument: 'pass' } }]);
});

test('call.queueLength counts those who wait', async () => {
  await using line = await phoneFor((call) => call.queueLength('support'));
  line.onQueue('support', { waiting: 3 });
  await line.dial('/connect').ends({ by: 'app' });
  expect(line.results).toEqual([3]);
});

test('call.queueLength refuses a name that would end the expression', async () => {
  await using line = await phoneFor((call) => call.queueLength('support)}${SHELL(id)'));
  await line.dial('/connect').ends({ by: 'app' });
  expect(line.results).toMatchObject([{ code: 'AGI_ARGUMENT' }]);
});

test.each(['a\nEXEC "System" "id"', 'a\r', 'a\0'])('the value %j is refused, and nobody is rung', async (value) => {
  await using line = await phoneFor((call) =>
    call.dial('PJSIP/ann', { ringTimeoutMs: 10_000, pass: { CUSTOMER: value } }),
  );
  line.onDial('PJSIP/ann', {});
  const caller = line.dial('/connect').ends({ by: 'app' });
  await caller;
  expect(line.results).toMatchObject([{ code: 'AGI_ARGUMENT' }]);
  expect(caller.transcript).not.toContain('Dial');
});

test.each(['PJSIP/ann&PJSIP/bob', 'PJSIP/ann,5,U(x)', 'PJSIP/ann^x', 'Local/201@office'] as const)(
  'the target %j is refused in a screened dial as in any other',
  async (target) => {
    await using line = await phoneFor((call) =>
      call.dial(target, { ringTimeoutMs: 10_000, routine: { context: 'offhook-screening', args: ['/x'] } }),
    );
    await line.dial('/connect').ends({ by: 'app' });
    expect(line.results).toMatchObject([{ code: 'AGI_ARGUMENT' }]);
  },
);

test('who has gone is not connected with anybody', async () => {
  await using line = await phoneFor(async (call) => {
    await call.play('please-wait').catch(() => undefined);
    return call.dial('PJSIP/ann', { ringTimeoutMs: 10_000 });
  });
  line.onDial('PJSIP/ann', {});
  const caller = line.dial('/connect');
  await caller.hears('please-wait').hangsUp().ends({ by: 'caller' });
  expect(line.results).toMatchObject([{ name: 'HangUpError' }]);
  expect(caller.transcript).not.toContain('Dial');
});
