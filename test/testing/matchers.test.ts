import { AssertionError } from 'node:assert';
import { AgiController, Call, hangUp, Menu, menu, OnCall, OnDtmf } from 'offhook';
import { callMatchers, createTestPhone, heard, type MatcherResult, transcriptSerializer } from 'offhook/testing';
import { beforeAll, describe, expect, test } from 'vitest';

// As `setupFiles` does.
beforeAll(() => import('offhook/testing/vitest'));

@AgiController('/desk')
class DeskController {
  constructor(private readonly call: Call) {}

  @OnCall({ next: 'main' })
  async greet() {
    await this.call.answer();
  }

  @Menu({ otherwise: hangUp })
  main() {
    return menu('options');
  }

  @OnDtmf('1', { next: hangUp })
  async connect() {
    await this.call.channel.exec('Dial', 'PJSIP/ann', '20');
  }

  @OnDtmf('2', { next: hangUp })
  hangs() {
    return new Promise<void>(() => undefined);
  }
}

const parts = { controllers: [DeskController] };
const options = { unknownSounds: { durationMs: 500 } };

describe('matchers', () => {
  test('judge a call that was made', async () => {
    await using line = await createTestPhone(parts, options);
    line.onDial('PJSIP/ann', { talksMs: 1_000 });
    const caller = line.dial('/desk').hears('options').presses('1').isConnectedTo('PJSIP/ann').staysOn();
    await caller;
    expect(caller).toHaveHeard('options');
    expect(caller).not.toHaveHeard('options', 'options');
    expect(caller).toHaveEnded({ by: 'app' });
    expect(caller).not.toHaveEnded({ by: 'dialplan', priority: 2 });
    expect(caller).toHaveTalkedTo('PJSIP/ann');
    expect(caller).not.toHaveTalkedTo('PJSIP/bob');
  });

  test('judge a call that goes on as one that has not ended', async () => {
    await using line = await createTestPhone(parts, options);
    const caller = line.dial('/desk').hears('options');
    await caller;
    expect(caller).not.toHaveEnded({ by: 'caller' });
    expect(() => expect(caller).toHaveEnded({ by: 'caller' })).toThrow(
      'expected the call to end by caller, but it goes on.',
    );
  });

  test('are functions for whoever has another `expect`', async () => {
    await using line = await createTestPhone(parts, options);
    const caller = line.dial('/desk').hears('options').hangsUp().staysOn();
    await caller;
    const judged: MatcherResult[] = [
      callMatchers.toHaveHeard(caller, 'options'),
      callMatchers.toHaveHeard(caller, 'options', 'more'),
      callMatchers.toHaveEnded(caller, { by: 'caller' }),
      callMatchers.toHaveTalkedTo(caller, 'PJSIP/ann'),
    ];
    expect(judged.map(({ pass }) => pass)).toEqual([true, false, true, false]);
    expect(judged[1]?.message()).toMatch(
      /^expected options, more to be heard, but more was not; heard: options\.\n\n0:00/,
    );
  });

  test('fail with the transcript', async () => {
    await using line = await createTestPhone(parts, options);
    const caller = line.dial('/desk').hears('options').hangsUp().staysOn();
    await caller;
    const failure = (check: () => void) => {
      try {
        check();
        return 'it passed';
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(failure(() => expect(caller).toHaveHeard('options', heard.number(4)))).toMatch(
      /^expected options, number 4 to be heard, but number 4 was not; heard: options\.\n\n0:00\.000 {2}calls/,
    );
    expect(failure(() => expect(caller).not.toHaveHeard('options'))).toContain('expected not: options to be heard.');
    expect(failure(() => expect(caller).toHaveEnded({ by: 'app' }))).toContain(
      'expected the call to end by app, not by caller.',
    );
    expect(failure(() => expect(caller).toHaveTalkedTo('PJSIP/ann'))).toContain('they talked to nobody.');
  });
});

describe('in the count of assertions', () => {
  const counted = () => expect.getState().assertionCalls;

  test('a step that found what it expected is one, and a step that expects nothing is none', async () => {
    await using line = await createTestPhone(parts, options);
    line.onDial('PJSIP/ann', { talksMs: 1_000 });
    const caller = line.dial('/desk');
    await caller.waits({ forMs: 10 }).staysSilent({ forMs: 10 }).speaks({ forMs: 10 });
    const before = counted();
    await caller.hears('options').listens().presses('1').isConnectedTo('PJSIP/ann').staysOn().ends({ by: 'app' });
    expect([before, counted()]).toEqual([0, 6]);
  });

  test('what is heard after a silence or a leap is one', async () => {
    await using line = await createTestPhone(parts, options);
    await line.dial('/desk').skips({ until: 'options' }).staysSilent().hangsUp();
    expect(counted()).toBe(2);
  });

  test('a step that failed is none', async () => {
    const line = await createTestPhone(parts, options);
    const outcome = await line
      .dial('/desk')
      .hears('welcome')
      .then(undefined, (error: unknown) => error);
    await line[Symbol.asyncDispose]();
    expect([counted(), outcome]).toEqual([0, expect.any(AssertionError)]);
  });

  test('no step is one where the test says how many it has', async () => {
    expect.assertions(1);
    await using line = await createTestPhone(parts, options);
    await line.dial('/desk').hears('options').hangsUp().ends({ by: 'caller' });
    expect(line.clock.nowMs()).toBeGreaterThan(0);
  });
});

test('a caller in a snapshot is the transcript of their call', async () => {
  await using line = await createTestPhone(parts, options);
  const caller = line.dial('/desk').hears('options').hangsUp().staysOn();
  await caller;
  expect(transcriptSerializer.test(line)).toBe(false);
  expect({ caller }).toMatchInlineSnapshot(`
    {
      "caller": 0:00.000  calls      agi://localhost/desk
    0:00.000  answered
    0:00.020  hears      options (0.5 s, cut by the hang-up after 0.0 s)
    0:00.020  hangs up
    0:00.020  sets       OFFHOOK_STATUS=HANGUP
    0:00.020  sets       OFFHOOK_REASON=caller
    0:00.020  ends       by the caller, AGISTATUS HANGUP,
    }
  `);
});

test('the failure of an app that does nothing names the handler that has not come back', async () => {
  const line = await createTestPhone(parts, { ...options, appLimitMs: 30, cleanUpLimitMs: 10 });
  const caller = line.dial('/desk').hears('options').presses('2').hears('thanks');
  const error: unknown = await caller.then(undefined, (reason: unknown) => reason);
  await line[Symbol.asyncDispose]();
  expect(error).toBeInstanceOf(AssertionError);
  expect(String(error)).toContain(
    'waited for thanks, but the app did nothing for 30 ms: DeskController.hangs has not come back.',
  );
  expect(String(error)).toContain('hears      options');
});

test('time can be real', async () => {
  const startMs = performance.now();
  await using line = await createTestPhone(parts, { unknownSounds: { durationMs: 150 }, realTime: true });
  await line.dial('/desk').hears('options').waits({ forMs: 200 }).hangsUp().ends({ by: 'caller' });
  expect(performance.now() - startMs).toBeGreaterThan(190);
  expect(() => line.clock.advance(1)).toThrow('The time of day cannot be moved');
});
