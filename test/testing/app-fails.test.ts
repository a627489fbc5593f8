/* What an app throws, as a test sees it. */
import {
  AgiController,
  Ask,
  Call,
  Catch,
  createAgiApp,
  hangUp,
  Injectable,
  type Journal,
  leave,
  Menu,
  OnCall,
  OnHangup,
  Param,
  read,
  recordCalls,
  Step,
  UseFilter,
} from 'offhook';
import {
  callMatchers,
  createTestPhone,
  everySound,
  journalToTest,
  linkedPair,
  openTestPhone,
  replayJournal,
} from 'offhook/testing';
import { describe, expect, test } from 'vitest';
import { RecordingLogger } from '../support/recording-logger.js';

const sounds = everySound({ durationMs: 1_000 });

@Catch([RangeError], { to: [hangUp] })
class Answers {
  catch() {
    return hangUp;
  }
}

@AgiController('/broken/:how')
class Broken {
  #how = '';
  constructor(private readonly call: Call) {}

  @OnCall({ next: leave() }) @UseFilter(new Answers()) async begin(@Param('how') how: string) {
    this.#how = how;
    try {
      await this.call.play('hello');
    } finally {
      // Stopped by the hang-up, it still has to save something.
      if (how === 'saves') this.#save();
    }
    if (how === 'throws') JSON.parse('{');
    if (how === 'twice') throw new Error('first');
    if (how === 'rescued') throw new RangeError('nobody sees it');
  }

  #save(): never {
    throw new TypeError('nothing was saved');
  }

  onCallEnd() {
    if (this.#how === 'twice') throw new TypeError('second');
  }

  @OnHangup() async gone() {
    if (this.#how === 'not') throw new TypeError('the draft is lost');
  }
}

const parts = { controllers: [Broken] };
const failureOf = (work: PromiseLike<unknown>) =>
  Promise.resolve(work).then(
    () => {
      throw new Error('it did not fail');
    },
    (error: unknown) => error as Error,
  );

describe('what a handler throws', () => {
  test('fails ends(), which shows message, handler and place, with the error as its cause', async () => {
    await using line = await createTestPhone(parts, { sounds });
    const failure = await failureOf(line.dial('/broken/throws').hears('hello').ends({ by: 'dialplan' }));
    expect(failure.message).toContain('ends(by the dialplan): Broken.begin threw SyntaxError: ');
    expect(failure.message).toMatch(
      /! error {4}Broken\.begin threw SyntaxError: .*\n\s+at JSON\.parse|! error {4}Broken/,
    );
    expect(failure.message).toContain('test/testing/app-fails.test.ts:');
    expect(failure.cause).toBeInstanceOf(SyntaxError);
  });

  test('is the cause of every other failure of the caller', async () => {
    await using line = await createTestPhone(parts, { sounds });
    const failure = await failureOf(line.dial('/broken/throws').hears('hello', 'goodbye'));
    expect(failure.message).toContain('expected goodbye, but the call was over');
    expect(failure.cause).toBeInstanceOf(SyntaxError);
  });

  test.each([[true as const], [/^SyntaxError: /]])('may be expected: %s', async (error) => {
    await using line = await createTestPhone(parts, { sounds });
    await line.dial('/broken/throws').hears('hello').ends({ by: 'dialplan', error });
  });

  test('must be the one that is expected', async () => {
    await using line = await createTestPhone(parts, { sounds });
    const { message } = await failureOf(line.dial('/broken/throws').staysOn().ends({ by: 'dialplan', error: /other/ }));
    expect(message).toContain('an error like /other/ was expected, but Broken.begin threw SyntaxError');
    const fine = await failureOf(line.dial('/broken/not').staysOn().ends({ by: 'dialplan', error: true }));
    expect(fine.message).toContain('the app was to fail, but it did not');
  });

  test.each([/first/, /first/g, /second/])('must be all that is thrown, not one of two: %s', async (error) => {
    const line = await createTestPhone(parts, { sounds });
    const end = { by: 'dialplan', error } as const;
    const { message } = await failureOf(line.dial('/broken/twice').staysOn().ends(end));
    expect(message).toContain(`beside an error like ${String(error)}, `);
    expect(message).toMatch(/threw .*(first|second)/);
    const caller = line.dial('/broken/twice').staysOn();
    await caller;
    expect(callMatchers.toHaveEnded(caller, end).pass).toBe(false);
    const closed = await failureOf(line[Symbol.asyncDispose]());
    expect(closed.message).toContain('no step expected it');
    expect(closed.message).toContain(error.source === 'first' ? 'second' : 'first');
  });

  test('may be expected twice', async () => {
    await using line = await createTestPhone(parts, { sounds });
    await line
      .dial('/broken/twice')
      .staysOn()
      .ends({ by: 'dialplan', error: /first|second/g });
  });

  test('fails a test that never looked at the end, when the phone is closed', async () => {
    const line = await createTestPhone(parts, { sounds });
    await line.dial('/broken/throws').hears('hello').staysOn();
    const failure = await failureOf(line[Symbol.asyncDispose]());
    expect(failure.message).toContain('Broken.begin threw SyntaxError');
    expect(failure.message).toContain('no step expected it');
  });

  test('is left to the test with failOnError: false', async () => {
    await using line = await createTestPhone(parts, { sounds, failOnError: false });
    const caller = line.dial('/broken/throws').hears('hello').staysOn();
    await caller;
    expect(caller.transcript).toContain('! error');
  });

  test('is none when an exception filter answers for it', async () => {
    await using line = await createTestPhone(parts, { sounds });
    await line.dial('/broken/rescued').hears('hello').ends({ by: 'app' });
  });

  test('@OnHangup throws is seen as well', async () => {
    await using line = await createTestPhone(parts, { sounds });
    const { message } = await failureOf(line.dial('/broken/not').hears('hello').hangsUp().ends({ by: 'caller' }));
    expect(message).toContain('Broken.gone threw TypeError: the draft is lost');
  });

  test('a handler throws when it is stopped by the hang-up is seen as well', async () => {
    await using line = await createTestPhone(parts, { sounds });
    const { message } = await failureOf(line.dial('/broken/saves').hears('hello').hangsUp().ends({ by: 'caller' }));
    expect(message).toContain('Broken.begin threw TypeError: nothing was saved');
  });

  test('fails toHaveEnded', async () => {
    await using line = await createTestPhone(parts, { sounds });
    const caller = line.dial('/broken/throws').hears('hello').staysOn();
    await caller;
    const ended = (expected: Parameters<typeof callMatchers.toHaveEnded>[1]) =>
      callMatchers.toHaveEnded(caller, expected);
    expect(ended({ by: 'dialplan' }).pass).toBe(false);
    expect(ended({ by: 'dialplan' }).message()).toContain('but Broken.begin threw SyntaxError');
    expect(ended({ by: 'dialplan', error: /SyntaxError/ }).pass).toBe(true);
  });

  test('becomes an expectation in a test that is made of the call', async () => {
    const journals: Journal[] = [];
    const listeners = [recordCalls((journal) => void journals.push(journal))];
    await using line = await createTestPhone(parts, { sounds, listeners });
    await line.dial('/broken/throws').hears('hello').ends({ by: 'dialplan', error: true });
    expect(journalToTest(journals, { kind: 'app', module: './app.js', name: 'parts' })).toContain(
      "ends({ by: 'dialplan', error: true })",
    );
    await replayJournal(line, journals[0]!);
  });
});

test('the app is closed also when its phone fails', async () => {
  const stopped: string[] = [];
  @Injectable()
  class Database {
    onAppStop() {
      stopped.push('database');
    }
  }
  const line = await createTestPhone({ ...parts, providers: [Database] }, { sounds });
  line.get(Database);
  await line.dial('/broken/throws').staysOn();
  const { message } = await failureOf(line[Symbol.asyncDispose]());
  expect(message).toContain('no step expected it');
  expect(stopped).toEqual(['database']);
});

describe('an app that runs elsewhere', () => {
  const phoneOf = async (options = {}) => {
    const app = await createAgiApp({ ...parts, logger: new RecordingLogger() }).start();
    return openTestPhone({
      sounds,
      connect: () => {
        const [asterisk, ours] = linkedPair();
        app.accept(ours);
        return asterisk;
      },
      ...options,
    });
  };

  test('is seen to fail by what it tells the dialplan', async () => {
    await using line = await phoneOf();
    const { message } = await failureOf(line.dial('/broken/throws').hears('hello').ends({ by: 'dialplan' }));
    expect(message).toContain('the app failed (OFFHOOK_REASON is SyntaxError)');
    await line
      .dial('/broken/throws')
      .hears('hello')
      .ends({ by: 'dialplan', error: /SyntaxError/ });
  });

  test('is lost when it goes away while a command runs', async () => {
    const phone = openTestPhone({
      sounds,
      connect: () => {
        const [asterisk, ours] = linkedPair();
        ours.open({ received: () => undefined, closed: () => undefined });
        ours.send('STREAM FILE hello ""\n');
        setTimeout(() => ours.destroy(), 20);
        return asterisk;
      },
      realTime: true,
    });
    const caller = phone.dial('/raw').hears('hello');
    const { message } = await failureOf(caller.ends({ by: 'dialplan' }));
    expect(message).toContain('the connection to the app broke off');
    expect(message).toContain('cut by the end of the connection');
    expect(caller.events.map(({ kind }) => kind)).toContain('lost');
    await phone[Symbol.asyncDispose]();
  });
});

describe('what was typed where the question masks', () => {
  @AgiController('/pin', { start: 'main' })
  class Pin {
    constructor(private readonly call: Call) {}
    @Menu({ prompt: 'main', choices: { '1': 'pin', '2': 'main' } }) declare readonly main: Menu;
    @Ask(read.pin({ length: 4 }), { prompt: 'your-pin', next: 'after', otherwise: hangUp }) async pin(pin: string) {
      await this.call.variables.set('TYPED', `x${pin}`);
    }
    @Step({ next: hangUp }) async after() {
      await this.call.play('thanks');
    }
  }

  test('is masked in everything that a failure shows, and the menu is not', async () => {
    await using line = await createTestPhone({ controllers: [Pin] }, { sounds, transcript: { wire: true } });
    const caller = line
      .dial('/pin')
      .hears('main')
      .presses('1')
      .hears('your-pin')
      .presses('4')
      .presses('711', { gapMs: 400 });
    const { message, stack = '' } = await failureOf(caller.hears('other'));
    expect(message).toMatch(/presses {4}1$/m);
    expect(message).toMatch(/presses {4}\[masked\]$/m);
    expect(message).toContain('+ presses(1)');
    expect(message).toContain('+ presses([masked])');
    expect(message).toContain('TYPED=x[masked]');
    expect(message).not.toMatch(/4711|presses {4}[47]|result=5[25]|result=49\b.*\n.*presses {4}\[/);
    expect(stack.split('\n    at ')[0]).not.toContain('4711');
    expect(caller.transcript).not.toContain('4711');
  });

  test('also when the caller leaves in the middle of it', async () => {
    await using line = await createTestPhone({ controllers: [Pin] }, { sounds });
    const caller = line.dial('/pin').hears('main').presses('1').hears('your-pin').presses('47').hangsUp();
    await caller.ends({ by: 'caller' });
    expect(caller.transcript).toContain('[masked]');
    expect(caller.transcript).not.toMatch(/presses {4}\S*7/);
  });
});

describe('an app that does nothing', () => {
  @Injectable()
  class Slow {
    find(): Promise<string> {
      return new Promise(() => undefined);
    }
  }
  @AgiController('/slow')
  class Waits {
    constructor(
      private readonly call: Call,
      private readonly slow: Slow,
    ) {}
    @OnCall({ next: hangUp }) async begin() {
      await this.call.play('hello');
      await this.call.waitFor(() => this.slow.find(), { limitMs: 8_000 });
      await this.call.play('try-later');
    }
  }

  test('is told beside a limit how its time passes', async () => {
    await using line = await createTestPhone({ controllers: [Waits], providers: [Slow] }, { sounds, appLimitMs: 100 });
    const caller = line.dial('/slow').hears('hello');
    const { message } = await failureOf(caller.hears('try-later'));
    expect(message).toContain('has not come back');
    expect(message).toMatch(/something is due in \d+ ms/);
    expect(message).toContain('.waits({ forMs: ');
    await line.dial('/slow').hears('hello').waits({ forMs: 9_100 }).hears('try-later').ends({ by: 'app' });
  });
});
