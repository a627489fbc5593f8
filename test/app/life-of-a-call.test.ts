import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import {
  AgiController,
  type AppOptions,
  type AppParts,
  Call,
  CommandError,
  createAgiApp,
  type EndedCall,
  hangUp,
  HangUpError,
  Injectable,
  leave,
  OnCall,
  OnHangup,
  Step,
} from 'offhook';
import type { AgiServer } from '../../src/app/agi-server.js';
import { linkedPair } from '../../src/transport/memory.js';
import { AwaitedLogger } from '../support/awaited-logger.js';
import { environmentBlock } from '../support/environment-block.js';
import { DirectedCall, type Directions, NO_REPLY, PLAYING } from '../support/directed-call.js';

/** What the handlers of an app did, in order. */
@Injectable()
class Diary {
  readonly notes: string[] = [];
  disposals = 0;

  write(note: string): void {
    this.notes.push(note);
  }

  dispose(): void {
    this.disposals++;
  }
}

@Injectable({ scope: 'call' })
class Older implements AsyncDisposable {
  constructor(private readonly diary: Diary) {}

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.resolve();
    this.diary.write('older disposed');
  }
}

@Injectable({ scope: 'call' })
class Newer {
  constructor(
    private readonly diary: Diary,
    readonly older: Older,
  ) {}

  dispose(): void {
    this.diary.write('newer disposed');
  }
}

/** Does what its test says, and notes how the call ended. */
@AgiController('/sales')
class SalesController {
  constructor(
    protected readonly call: Call,
    protected readonly diary: Diary,
    readonly newer: Newer,
  ) {}

  @OnCall({ next: leave })
  async talk() {
    await this.call.answer();
    await this.call.play('story');
  }

  @OnHangup()
  async ended(call: EndedCall) {
    this.diary.write(`@OnHangup ${call.reason}`);
    await call.variables.set('SAVED', 'yes');
  }
}

/** Ends the call itself. */
@AgiController('/sales')
class ClosedController extends SalesController {
  @OnCall({ next: hangUp })
  override async talk() {
    await super.talk();
  }
}

/** Waits for something that heeds the signal. */
@AgiController('/sales')
class WaitingController extends SalesController {
  @OnCall({ next: leave })
  override async talk() {
    const { signal } = this.call;
    if (!signal.aborted) await once(signal, 'abort');
    signal.throwIfAborted();
  }
}

interface Line {
  readonly app: AgiServer;
  readonly logger: AwaitedLogger;
  readonly diary: Diary;
  readonly asterisk: DirectedCall;
}

/** Builds an app of one controller and places a call. */
async function placeCall(
  controller: NonNullable<AppParts['controllers']>[number],
  {
    replies = {},
    soundsLastMs = 0,
    setup = {},
    script = 'sales',
    ...options
  }: AppOptions & Directions & { readonly script?: string } = {},
): Promise<Line> {
  const logger = new AwaitedLogger();
  const app = await createAgiApp({
    controllers: [controller],
    providers: [Diary, Older, Newer],
    logger,
    ...options,
  }).start();
  return {
    app,
    logger,
    diary: app.get(Diary),
    asterisk: DirectedCall.place(app, script, { replies, soundsLastMs, setup }),
  };
}

const tick = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** Waits for the end of the call, one tick after which nothing may be left. */
async function over({ app, asterisk, logger }: Line, calls = 1): Promise<void> {
  await Promise.all([asterisk.closed, logger.ended(calls)]);
  await tick();
  expect(app.callsInFlight).toBe(0);
}

const outcome = ({ asterisk: { variables } }: Line) => [variables['OFFHOOK_STATUS'], variables['OFFHOOK_REASON']];
const endOf = ({ logger }: Line) => logger.at('info').map(({ fields }) => fields['end']);
const DISPOSED = ['newer disposed', 'older disposed'];

describe('a call that ends', () => {
  test('by going back to the dialplan has status OK, and @OnHangup does not run', async () => {
    const line = await placeCall(SalesController);
    await over(line);
    expect(outcome(line)).toEqual(['OK', '']);
    expect(line.diary.notes).toEqual(DISPOSED);
    expect(line.asterisk.lines).toEqual([
      'ANSWER',
      expect.stringMatching(/^STREAM FILE "story"/),
      'SET VARIABLE "OFFHOOK_STATUS" "OK"',
      'SET VARIABLE "OFFHOOK_REASON" ""',
    ]);
    expect(endOf(line)).toEqual(['dialplan']);
  });

  test('by going back to the dialplan is not taken for a hang-up, though Asterisk says HANGUP behind every session', async () => {
    const signals: AbortSignal[] = [];
    @AgiController('/sales')
    class ListeningController extends SalesController {
      @OnCall({ next: leave })
      override async talk() {
        signals.push(this.call.signal);
      }
    }
    const line = await placeCall(ListeningController);
    await over(line);
    expect(signals[0]?.reason).toMatchObject({ reason: 'app', notice: 'appClosed' });
  });

  test('by the app’s hang-up has status HANGUP and reason app, and @OnHangup runs', async () => {
    const line = await placeCall(ClosedController);
    await over(line);
    expect(outcome(line)).toEqual(['HANGUP', 'app']);
    expect(line.asterisk.lines).toContain('HANGUP');
    expect(line.diary.notes).toEqual(['@OnHangup app', ...DISPOSED]);
    expect(line.asterisk.variables['SAVED']).toBe('yes');
    expect(line.logger.at('warn')).toEqual([]);
  });

  test('by a hang-up with a cause tells it to the other side', async () => {
    @AgiController('/sales')
    class BusyController extends SalesController {
      @OnCall({ next: hangUp('busy') })
      override async talk() {}
    }
    const line = await placeCall(BusyController);
    await over(line);
    expect(line.asterisk.lines[0]).toBe('EXEC "Hangup" "17"');
    expect(outcome(line)).toEqual(['HANGUP', 'app']);
    expect(line.diary.notes).toEqual(['@OnHangup app', ...DISPOSED]);
  });

  test('by a HANGUP line while nothing runs on the wire has reason caller', async () => {
    const line = await placeCall(WaitingController);
    await tick();
    line.asterisk.hangUp();
    await over(line);
    expect(outcome(line)).toEqual(['HANGUP', 'caller']);
    expect(line.diary.notes).toEqual(['@OnHangup caller', ...DISPOSED]);
    expect(line.logger.at('error')).toEqual([]);
  });

  test('by a HANGUP line right behind the block has reason caller, and no live command is sent', async () => {
    const logger = new AwaitedLogger();
    const app = await createAgiApp({
      controllers: [SalesController],
      providers: [Diary, Older, Newer],
      logger,
    }).start();
    const [ours, theirs] = linkedPair();
    const sent: string[] = [];
    const closed = new Promise<void>((resolve) => {
      ours.open({
        received: (chunk) => {
          const line = Buffer.from(chunk).toString();
          sent.push(line);
          const mark = /[0-9a-f-]{36}(?="\n$)/.exec(line)?.[0] ?? '';
          const place = line.includes('${CONTEXT}') ? 'sales,s,1' : '';
          ours.send(line.startsWith('GET FULL') ? `200 result=1 (${place}${mark})\n` : '200 result=1\n');
        },
        closed: () => resolve(),
      });
    });
    ours.send(`${environmentBlock()}HANGUP\n`);
    app.accept(theirs);
    await Promise.all([closed, logger.ended(1)]);
    expect(sent.filter((line) => !/^(GET FULL VARIABLE|SET VARIABLE)/.test(line))).toEqual([]);
    expect(app.get(Diary).notes).toEqual(['@OnHangup caller', ...DISPOSED]);
  });

  test('by -1 and HANGUP in the middle of a sound has reason caller', async () => {
    const line = await placeCall(SalesController, PLAYING);
    await line.asterisk.sees('STREAM FILE');
    line.asterisk.hangUp();
    await over(line);
    expect(outcome(line)).toEqual(['HANGUP', 'caller']);
    expect(line.diary.notes).toEqual(['@OnHangup caller', ...DISPOSED]);
    expect(line.logger.at('error')).toEqual([]);
  });

  test('unnoticed, with AGISIGHUP=no, is seen by the first 511', async () => {
    const setup = { variables: { AGISIGHUP: 'no' } };
    const line = await placeCall(SalesController, { setup, replies: { ANSWER: NO_REPLY } });
    await line.asterisk.sees('ANSWER');
    line.asterisk.hangUp();
    line.asterisk.reply('200 result=0');
    await over(line);
    expect(outcome(line)).toEqual(['HANGUP', 'caller']);
    expect(line.diary.notes).toEqual(['@OnHangup caller', ...DISPOSED]);
  });

  test('by the end of the connection has reason connectionLost, and nothing more is sent', async () => {
    const line = await placeCall(SalesController, PLAYING);
    await line.asterisk.sees('STREAM FILE');
    line.asterisk.close();
    await over(line);
    expect(endOf(line)).toEqual(['connectionLost']);
    expect(line.diary.notes).toEqual(['@OnHangup connectionLost', ...DISPOSED]);
    expect(line.asterisk.lines).toHaveLength(2);
    expect(line.logger.at('error')).toEqual([]);
  });

  test('by a redirect is told from a hang-up by the channel’s new place', async () => {
    const line = await placeCall(SalesController, PLAYING);
    await line.asterisk.sees('STREAM FILE');
    line.asterisk.redirect({ context: 'queues', extension: 'support', priority: 1 });
    await over(line);
    expect(outcome(line)).toEqual(['HANGUP', 'redirected']);
    expect(line.diary.notes).toEqual(['@OnHangup redirected', ...DISPOSED]);
    expect(line.asterisk.lines).toContain('GET FULL VARIABLE "${CONTEXT},${EXTEN},${PRIORITY}"');
  });

  test('after the app itself moved the call does not pass for a redirect', async () => {
    @AgiController('/sales')
    class MovingController extends SalesController {
      @OnCall({ next: leave })
      override async talk() {
        await this.call.channel.setContext('queues');
        await super.talk();
      }
    }
    const line = await placeCall(MovingController, PLAYING);
    await line.asterisk.sees('STREAM FILE');
    line.asterisk.hangUp();
    await over(line);
    expect(outcome(line)).toEqual(['HANGUP', 'caller']);
  });
});

describe('a caller who leaves', () => {
  test('is noticed though the handler swallows it and goes on to the dialplan', async () => {
    @AgiController('/sales')
    class DeafController extends SalesController {
      @OnCall({ next: leave })
      override async talk() {
        await super.talk().catch(() => undefined);
      }
    }
    const line = await placeCall(DeafController, PLAYING);
    await line.asterisk.sees('STREAM FILE');
    line.asterisk.hangUp();
    await over(line);
    expect(outcome(line)).toEqual(['HANGUP', 'caller']);
    expect(line.diary.notes).toEqual(['@OnHangup caller', ...DISPOSED]);
  });

  test('just when the call goes back to the dialplan is noticed, because HANGUP comes before the next answer', async () => {
    const line = await placeCall(SalesController, {
      // The only HANGUP is the one of the script.
      setup: { variables: { AGISIGHUP: 'no' } },
      replies: { 'SET VARIABLE "OFFHOOK_STATUS" "OK"': NO_REPLY },
    });
    await line.asterisk.sees('SET VARIABLE "OFFHOOK_STATUS" "OK"');
    line.asterisk.hangUp();
    line.asterisk.reply('HANGUP\n200 result=1');
    await over(line);
    expect(outcome(line)).toEqual(['HANGUP', 'caller']);
    expect(line.diary.notes).toEqual(['@OnHangup caller', ...DISPOSED]);
    expect(endOf(line)).toEqual(['callerHungUp']);
  });

  test('rejects the next command, which never touches the wire', async () => {
    const caught: unknown[] = [];
    @AgiController('/sales')
    class StubbornController extends SalesController {
      @OnCall({ next: leave })
      override async talk() {
        const { channel } = this.call;
        await channel.streamFile('story').catch((error: unknown) => caught.push(error));
        await channel.streamFile('more').catch((error: unknown) => caught.push(error));
        await channel.sayDigits('12').catch((error: unknown) => caught.push(error));
        await channel.setVariable('STILL', 'allowed');
      }
    }
    const line = await placeCall(StubbornController, PLAYING);
    await line.asterisk.sees('STREAM FILE');
    line.asterisk.hangUp();
    await over(line);
    expect(caught).toHaveLength(3);
    for (const error of caught) expect(error).toBeInstanceOf(HangUpError);
    expect(line.asterisk.lines.filter((text) => /^(STREAM|SAY)/.test(text))).toEqual(['STREAM FILE "story" ""']);
    expect(line.asterisk.variables['STILL']).toBe('allowed');
  });

  test('leaves @OnHangup with nothing but the commands of a dead channel', async () => {
    @AgiController('/sales')
    class GreedyController extends SalesController {
      @OnHangup()
      override async ended(ended: EndedCall) {
        this.diary.write(`@OnHangup ${ended.reason}`);
        await ended.variables.get('QUEUE');
        await ended.channel.verbose('bye');
        await this.call.play('bye');
      }
    }
    const line = await placeCall(GreedyController, PLAYING);
    await line.asterisk.sees('STREAM FILE');
    line.asterisk.hangUp();
    await over(line);
    const after = line.asterisk.lines.slice(2);
    expect(after.filter((text) => !/^(GET FULL VARIABLE|SET VARIABLE|GET VARIABLE|VERBOSE)/.test(text))).toEqual([]);
    expect(after).toContain('GET FULL VARIABLE "${QUEUE}"');
    expect(line.logger.at('error')).toEqual([]);
    expect(line.logger.at('warn').map(({ message }) => message)).toEqual([
      'cleaning up needed the caller, who is gone',
    ]);
    expect(line.diary.notes).toEqual(['@OnHangup caller', ...DISPOSED]);
  });

  test('runs every @OnHangup method once, though one of them fails, and the failure is logged', async () => {
    @AgiController('/sales')
    class FailingController extends SalesController {
      @OnHangup()
      first() {
        this.diary.write('first');
        throw new TypeError('no draft');
      }

      @OnHangup()
      second() {
        this.diary.write('second');
      }
    }
    const line = await placeCall(FailingController, PLAYING);
    await line.asterisk.sees('STREAM FILE');
    line.asterisk.hangUp();
    await over(line);
    expect(line.diary.notes.filter((note) => !DISPOSED.includes(note)).toSorted()).toEqual([
      '@OnHangup caller',
      'first',
      'second',
    ]);
    expect(line.logger.at('error').map(({ fields }) => String(fields['err']))).toEqual(['TypeError: no draft']);
    expect(outcome(line)).toEqual(['HANGUP', 'caller']);
  });
});

describe('what a handler throws when its caller has left', () => {
  const throwing = async (thrown: (signal: AbortSignal, hungUp: unknown) => unknown) => {
    @AgiController('/sales')
    class ThrowingController extends SalesController {
      @OnCall({ next: leave })
      override async talk() {
        const hungUp = await super.talk().catch((error: unknown) => error);
        throw thrown(this.call.signal, hungUp);
      }
    }
    const line = await placeCall(ThrowingController, PLAYING);
    await line.asterisk.sees('STREAM FILE');
    line.asterisk.hangUp();
    await over(line);
    expect(endOf(line)).toEqual(['callerHungUp']);
    expect(line.diary.notes[0]).toBe('@OnHangup caller');
    return line.logger.at('error').map(({ message }) => message);
  };

  const abortError = (cause?: unknown) =>
    Object.assign(new Error('The operation was aborted', { cause }), { name: 'AbortError', code: 'ABORT_ERR' });
  test.each<[what: string, thrown: (signal: AbortSignal, hungUp: unknown) => unknown]>([
    ['the HangUpError', (_, hungUp) => hungUp],
    ['the reason of the signal', (signal) => signal.reason],
    ['an AbortError caused by the signal', (signal) => abortError(signal.reason)],
    ['an AbortError of a library that tells no cause', () => abortError()],
    ['an error that it made of the HangUpError', (_, hungUp) => new Error('not saved', { cause: hungUp })],
    ['several at once', (signal, hungUp) => new AggregateError([hungUp, abortError(signal.reason)])],
  ])('%s is no fault', async (_what, thrown) => {
    expect(await throwing(thrown)).toEqual([]);
  });

  const circle = new Error('a circle');
  circle.cause = circle;
  test.each<[what: string, thrown: (signal: AbortSignal, hungUp: unknown) => unknown]>([
    ['a TypeError of its finally', () => new TypeError('after hang-up')],
    ['a save that failed', () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })],
    ['one of several', (_, hungUp) => new AggregateError([hungUp, new Error('not saved')])],
    ['an error in a circle', () => circle],
    ['a text', () => 'no error'],
    [
      'an error that cannot be read',
      () =>
        new Proxy(new Error('hostile'), {
          get: () => {
            throw new Error('no property');
          },
        }),
    ],
  ])('%s is an error in the log', async (_what, thrown) => {
    expect(await throwing(thrown)).toEqual(['a handler failed after its call was over']);
  });
});

describe('a handler that throws', () => {
  @AgiController('/sales')
  class BrokenController extends SalesController {
    @OnCall({ next: leave })
    override async talk(): Promise<void> {
      throw new TypeError('customer is undefined');
    }
  }

  test('is logged once, the caller hears one apology, and the dialplan is told ERROR', async () => {
    const line = await placeCall(BrokenController, { apology: 'sorry' });
    await over(line);
    expect(outcome(line)).toEqual(['ERROR', 'TypeError']);
    expect(line.asterisk.lines.filter((text) => text.startsWith('STREAM FILE'))).toEqual([
      expect.stringContaining('"sorry"'),
    ]);
    const errors = line.logger.at('error');
    expect(errors.map(({ message }) => message)).toEqual(['the call failed']);
    expect(String(errors[0]?.fields['err'])).toBe('TypeError: customer is undefined');
    expect(errors[0]?.fields).toMatchObject({
      call: '1795426396.1',
      channel: 'PJSIP/phone-00000001',
      route: '/sales',
      caller: '5550100',
    });
    expect(endOf(line)).toEqual([]);
  });

  test('is not followed by @OnHangup, because the call goes back to the dialplan', async () => {
    const line = await placeCall(BrokenController);
    await over(line);
    expect(line.diary.notes).toEqual(DISPOSED);
    expect(line.asterisk.lines).toEqual([
      // Nothing has used the channel: it may have been dead from the beginning.
      'CHANNEL STATUS',
      'SET VARIABLE "OFFHOOK_STATUS" "ERROR"',
      'SET VARIABLE "OFFHOOK_REASON" "TypeError"',
      'failure',
    ]);
  });

  test('is followed by @OnHangup when the caller leaves while they hear the apology', async () => {
    const line = await placeCall(BrokenController, { apology: 'sorry', ...PLAYING });
    await line.asterisk.sees('STREAM FILE');
    line.asterisk.hangUp();
    await over(line);
    expect(outcome(line)).toEqual(['ERROR', 'TypeError']);
    expect(line.diary.notes).toEqual(['@OnHangup caller', ...DISPOSED]);
    expect(line.logger.at('error').map(({ message }) => message)).toEqual(['the call failed']);
    expect(line.logger.at('warn')).toEqual([]);
  });

  test('with one of our errors tells the dialplan its code, not its sentence', async () => {
    @AgiController('/sales')
    class DatabaseController extends SalesController {
      @OnCall({ next: leave })
      override async talk() {
        await this.call.channel.setPriority('nowhere');
      }
    }
    const line = await placeCall(DatabaseController);
    await over(line);
    expect(outcome(line)).toEqual(['ERROR', 'AGI_USAGE']);
    expect(line.logger.at('error')[0]?.fields['err']).toBeInstanceOf(CommandError);
  });

  test('is one whose constructor throws, too', async () => {
    @AgiController('/sales')
    class UnbuildableController extends SalesController {
      constructor(one: Call, diary: Diary, newer: Newer) {
        super(one, diary, newer);
        throw new RangeError('no shop is open');
      }
    }
    const line = await placeCall(UnbuildableController);
    await over(line);
    expect(outcome(line)).toEqual(['ERROR', 'RangeError']);
    expect(line.diary.notes).toEqual(DISPOSED);
    expect(line.logger.at('error')).toHaveLength(1);
  });
});

describe('a path that no controller answers', () => {
  test('is told to Asterisk’s console, to the dialplan and by AGISTATUS=FAILURE', async () => {
    const line = await placeCall(SalesController, { script: 'sale' });
    await over(line);
    const reason = 'No controller answers "/sale". Did you mean "/sales"?';
    expect(outcome(line)).toEqual(['NOTFOUND', reason]);
    expect(line.asterisk.lines.slice(2)).toEqual([`VERBOSE "offhook: ${reason.replaceAll('"', '\\"')}" 1`, 'failure']);
    expect(line.logger.at('warn').map(({ message }) => message)).toEqual([reason]);
    expect(line.logger.at('error')).toEqual([]);
  });

  test('is refused though the caller has left meanwhile', async () => {
    const line = await placeCall(SalesController, { script: 'sale', replies: { 'SET VARIABLE': NO_REPLY } });
    await line.asterisk.sees('SET VARIABLE');
    line.asterisk.close();
    await over(line);
    expect(line.logger.at('error')).toEqual([]);
  });

  test('is told to the dialplan of a caller who hangs up meanwhile', async () => {
    const replies = { 'SET VARIABLE "OFFHOOK_STATUS"': NO_REPLY } as const;
    const line = await placeCall(SalesController, { script: 'sale', replies });
    await line.asterisk.sees('SET VARIABLE');
    line.asterisk.hangUp();
    line.asterisk.reply('200 result=1');
    await over(line);
    expect(outcome(line)).toEqual(['NOTFOUND', 'No controller answers "/sale". Did you mean "/sales"?']);
    expect(line.asterisk.lines).not.toContain('failure');
    expect(line.logger.at('error')).toEqual([]);
  });

  test('counts as a call in flight, and is given up when Asterisk does not answer', async () => {
    const line = await placeCall(SalesController, {
      script: 'sale',
      replies: { 'SET VARIABLE': NO_REPLY },
      cleanUpLimitMs: 20,
    });
    await line.asterisk.sees('SET VARIABLE');
    expect(line.app.callsInFlight).toBe(1);
    await over(line);
    expect(line.logger.at('error').map(({ fields }) => String(fields['err']))).toEqual([
      'Error: Refusing the call took longer than 20 ms (cleanUpLimitMs) and is waited for no longer.',
    ]);
  });
});

describe('the time for cleaning up', () => {
  test('ends a handler that ignores its signal: it is left, a warning says so, and @OnHangup runs', async () => {
    let end = (): void => undefined;
    @AgiController('/sales')
    class IgnorantController extends SalesController {
      @OnCall({ next: leave })
      override async talk() {
        await super.talk().catch(() => undefined);
        await new Promise<void>((resolve) => (end = resolve));
        this.diary.write('the handler came back');
        await this.call.play('too-late');
      }
    }
    const line = await placeCall(IgnorantController, { ...PLAYING, cleanUpLimitMs: 20 });
    await line.asterisk.sees('STREAM FILE');
    line.asterisk.hangUp();
    await over(line);
    expect(line.diary.notes).toEqual(['@OnHangup caller', ...DISPOSED]);
    expect(outcome(line)).toEqual(['HANGUP', 'caller']);
    expect(line.logger.at('warn').map(({ message }) => message)).toEqual([
      'a handler went on after its call was over, and was left',
    ]);
    const { length } = line.asterisk.lines;
    end();
    await tick();
    expect(line.diary.notes.at(-1)).toBe('the handler came back');
    expect(line.asterisk.lines).toHaveLength(length);
  });

  test('ends an @OnHangup method that never returns; later ones do not run, and the services are disposed', async () => {
    let limit: AbortSignal | undefined;
    let end = (): void => undefined;
    @AgiController('/sales')
    class EndlessController extends SalesController {
      @OnHangup()
      override async ended(ended: EndedCall) {
        limit = ended.signal;
        await new Promise<void>((resolve) => (end = resolve));
      }

      @OnHangup()
      after() {
        this.diary.write('after');
      }
    }
    const line = await placeCall(EndlessController, { ...PLAYING, cleanUpLimitMs: 20 });
    await line.asterisk.sees('STREAM FILE');
    line.asterisk.hangUp();
    await over(line);
    expect(limit?.aborted).toBe(true);
    expect(outcome(line)).toEqual(['HANGUP', 'caller']);
    end();
    await tick();
    expect(line.diary.notes.toSorted()).toEqual(DISPOSED);
    expect(line.logger.at('error').map(({ fields }) => String(fields['err']))).toContain(
      'Error: @OnHangup took longer than 20 ms (cleanUpLimitMs) and is waited for no longer.',
    );
  });

  test('ends an @OnHangup method whose command Asterisk does not answer', async () => {
    const line = await placeCall(SalesController, {
      ...PLAYING,
      replies: { 'SET VARIABLE "SAVED"': NO_REPLY },
      cleanUpLimitMs: 20,
    });
    await line.asterisk.sees('STREAM FILE');
    line.asterisk.hangUp();
    await over(line);
    expect(line.logger.at('error')).not.toEqual([]);
    expect(endOf(line)).toEqual(['callerHungUp']);
  });

  test('ends the wait for an Asterisk that answers nothing after HANGUP', async () => {
    const line = await placeCall(SalesController, {
      ...PLAYING,
      replies: { 'GET FULL VARIABLE': NO_REPLY, 'SET VARIABLE': NO_REPLY },
      cleanUpLimitMs: 20,
    });
    await line.asterisk.sees('STREAM FILE');
    line.asterisk.hangUp();
    await over(line);
    expect(endOf(line)).toEqual(['callerHungUp']);
    expect(line.diary.notes[0]).toBe('@OnHangup caller');
  });
});

describe('closing the app', () => {
  test('waits for the calls, disposes the services after them, and takes no more', async () => {
    const line = await placeCall(SalesController, PLAYING);
    await line.asterisk.sees('STREAM FILE');
    let isClosed = false;
    const closing = line.app.close().then(() => (isClosed = true));
    await tick();
    expect(isClosed).toBe(false);
    expect(line.diary.disposals).toBe(0);
    const late = DirectedCall.place(line.app, 'sales');
    await late.closed;
    expect(late.variables).toEqual({ OFFHOOK_STATUS: 'REFUSED', OFFHOOK_REASON: 'closing' });
    expect(late.lines.at(-1)).toBe('failure');

    line.asterisk.playsOn();
    await closing;
    expect(outcome(line)).toEqual(['OK', '']);
    expect(line.diary.notes).toEqual(DISPOSED);
    expect(line.diary.disposals).toBe(1);
    expect(line.app.callsInFlight).toBe(0);
  });

  test('ends the calls after drainLimitMs with reason drained, then disposes the services', async () => {
    const line = await placeCall(WaitingController);
    await tick();
    expect(await line.app.close({ drainLimitMs: 10 })).toEqual({ callsCut: 1 });
    expect(outcome(line)).toEqual(['DRAINED', 'drained']);
    expect(line.asterisk.lines.at(-1)).toBe('failure');
    expect(line.diary.notes).toEqual(['@OnHangup drained', ...DISPOSED]);
    expect(line.diary.disposals).toBe(1);
    expect(line.logger.at('error')).toEqual([]);
  });

  test('ends a call whose command Asterisk is still carrying out, within the times for cleaning up', async () => {
    const line = await placeCall(SalesController, { ...PLAYING, cleanUpLimitMs: 20 });
    await line.asterisk.sees('STREAM FILE');
    await line.app.close({ drainLimitMs: 10 });
    await line.asterisk.closed;
    expect(endOf(line)).toEqual(['drained']);
    expect(line.diary.notes[0]).toBe('@OnHangup drained');
    expect(line.diary.disposals).toBe(1);
  });

  test('refuses a call that was on its way in', async () => {
    const logger = new AwaitedLogger();
    const app = await createAgiApp({
      controllers: [WaitingController],
      providers: [Diary, Older, Newer],
      logger,
    }).start();
    const { port } = await app.listen({ port: 0 });
    const asterisk = await DirectedCall.dial(port, 'sales');
    const diary = app.get(Diary);
    expect(await app.close({ drainLimitMs: 1 })).toEqual({ callsCut: 0 });
    await asterisk.closed;
    expect(asterisk.variables).toEqual({ OFFHOOK_STATUS: 'REFUSED', OFFHOOK_REASON: 'closing' });
    expect(diary.notes).toEqual([]);
    expect(diary.disposals).toBe(1);
    expect(logger.at('error')).toEqual([]);
  });

  test('gives a talk back: Asterisk reads the last words when Dial is done, and nobody waits for it', async () => {
    @AgiController('/sales')
    class TalkingController extends SalesController {
      @OnCall({ next: leave })
      override async talk() {
        await this.call.dial('PJSIP/ann', { ringTimeoutMs: 20_000 });
      }
    }
    const line = await placeCall(TalkingController, { replies: { 'EXEC "Dial"': NO_REPLY }, cleanUpLimitMs: 20 });
    await line.asterisk.sees('EXEC "Dial"');
    expect(await line.app.close({ drainLimitMs: 1 })).toEqual({ callsCut: 1 });
    expect(line.asterisk.lines.slice(-3)).toEqual([
      'SET VARIABLE "OFFHOOK_STATUS" "DRAINED"',
      'SET VARIABLE "OFFHOOK_REASON" "drained"',
      'failure',
    ]);
    expect(line.diary.notes).toEqual(['@OnHangup drained', ...DISPOSED]);
    expect(endOf(line)).toEqual(['drained']);
    expect(line.logger.at('error')).toEqual([]);
  });

  test('is done once, however often it is asked for', async () => {
    const line = await placeCall(SalesController);
    await over(line);
    const first = line.app.close();
    expect(line.app.close()).toBe(first);
    await first;
    expect(line.diary.disposals).toBe(1);
  });
});

test('the log says of a call what it was: its route, its class, when it was answered, where it went, how it ended', async () => {
  const line = await placeCall(SalesController);
  await over(line);
  const [said] = line.logger.at('info');
  expect(said?.fields).toEqual({
    call: '1795426396.1',
    channel: 'PJSIP/phone-00000001',
    peer: 'memory',
    caller: '5550100',
    route: '/sales',
    path: '/sales',
    controller: 'SalesController',
    end: 'dialplan',
    isAnswered: true,
    answeredAfterMs: expect.any(Number),
    visited: ['SalesController.talk'],
    choices: [],
    durationMs: expect.any(Number),
  });
});

test('a call visits its steps in order, which the log tells', async () => {
  @AgiController('/sales')
  class SteppingController extends SalesController {
    @OnCall({ next: 'second' })
    override async talk() {
      await super.talk();
    }

    @Step({ next: leave({ context: 'operators', extension: 's' }) })
    async second() {}
  }
  const line = await placeCall(SteppingController);
  await over(line);
  expect(line.logger.at('info')[0]?.fields['visited']).toEqual([
    'SteppingController.talk',
    'SteppingController.second',
  ]);
  expect(line.asterisk.lines.filter((text) => /^SET (CONTEXT|EXTENSION|PRIORITY)/.test(text))).toEqual([
    'SET CONTEXT "operators"',
    'SET EXTENSION "s"',
    'SET PRIORITY 1',
  ]);
  expect(outcome(line)).toEqual(['OK', '']);
});
