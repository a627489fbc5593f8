import { MASKED } from '../errors/masked.js';
import { printable } from '../errors/printable.js';
import type { CallEvent, Place } from './call-event.js';
import { type ExpectedEnd, unexpectedEnd } from './expected-end.js';
import { describeExpected, describeItem, type ExpectedSound } from './heard.js';
import { noteMetExpectation } from './met-expectation.js';
import { framesOfCaller, type TestStep } from './step-failure.js';
import { type CallerSetup, StepRunner, type StepTiming } from './step-runner.js';
import { EVERY_KEY } from './timed-process.js';

/** How keys are pressed. */
export interface PressOptions extends StepTiming {
  /** How long each key is held down, milliseconds; default 100. */
  readonly toneMs?: number;
  /** At least so long from one key's release to the next one's press, also across steps, milliseconds; default 150. */
  readonly gapMs?: number;
  /** Keeps the keys, and the replies that tell them, out of the transcript. */
  readonly masked?: boolean;
}

const TONE_MS = 100;
const GAP_MS = 150;

/**
 * The person on the telephone: a queue of steps that reads like a conversation. Each method adds a step and returns at once;
 * `await` runs them. Time passes only inside a step.
 *
 * It is strict: what is heard must have been expected, in order; an expectation that never comes fails. A failure is a plain
 * AssertionError with the transcript.
 *
 * @example
 * await phone.dial('/sales').hears('welcome', 'options').presses('1').hears('no-orders').hangsUp().ends({ by: 'caller' });
 */
export class Caller implements PromiseLike<void> {
  readonly #runner: StepRunner;
  /** When the last key was released. */
  #releasedAtMs = -Infinity;

  /** @internal */
  constructor(setup: CallerSetup) {
    this.#runner = new StepRunner(setup);
  }

  /**
   * Expects these to be what is heard next, in this order and nothing else. Done once the last one has *started*; one that a
   * key cut short counts as heard.
   *
   * @throws AssertionError with the transcript, when awaited: when something else is heard, or nothing
   * @example
   * await line.dial('/sales').hears('welcome', heard.number(4), /^news/);
   */
  hears(first: ExpectedSound, ...more: ExpectedSound[]): this {
    const all = [first, ...more];
    return this.#judge(`hears(${all.map(describeExpected).join(', ')})`, async (step) => {
      for (const expected of all) await this.#runner.hear(step, expected);
    });
  }

  /**
   * Presses keys, one after the other. After `hears` that is while the last thing expected is playing, right at its start,
   * unless `during` or `afterMs` say otherwise; while nothing plays yet, as soon as something does or a key is waited for.
   *
   * @param keys - `0` to `9`, `*`, `#`, and `A` to `D`
   * @param options - `during`, `afterMs`: when; `gapMs` between keys, `toneMs` of each, milliseconds; `masked` keeps them out of the transcript
   * @throws TypeError for a key that no telephone has; AssertionError, when awaited, when the call is over before the last key
   * @example
   * await line.dial('/sales').hears('welcome').presses('1', { during: 'options', afterMs: 800 });
   */
  presses(keys: string, options: PressOptions = {}): this {
    const wrong = [...keys].find((key) => !EVERY_KEY.includes(key));
    if (keys === '') throw new TypeError('presses(): a key is needed');
    if (wrong !== undefined) throw new TypeError(`presses(${printable(keys)}): ${printable(wrong)} is on no telephone`);
    const shown = options.masked ? MASKED : keys;
    return this.#judge(`presses(${shown})`, async (step) => {
      await this.#runner.reach(step, options, (call) => call.sounding !== undefined || call.isListening);
      for (const key of keys) {
        await this.#rest(options.gapMs ?? GAP_MS);
        const call = await this.#runner.dialled();
        if (call.isOver || call.isHungUp) {
          throw this.#runner.failure(step, `the call was over before key ${options.masked ? MASKED : key}`);
        }
        step.pressed.push(call.keyDown(key, { isMasked: options.masked ?? false }));
        await this.#runner.pass(options.toneMs ?? TONE_MS);
        call.keyUp();
        this.#releasedAtMs = this.#runner.nowMs;
      }
    });
  }

  /**
   * Presses nothing until something new is heard or the call ends.
   *
   * @param options - `forMs`: exactly so long instead, milliseconds
   * @throws AssertionError with the transcript, when awaited when nothing new is heard
   * @example
   * await line.dial('/sales').hears('welcome', 'options').staysSilent().hears('still-there');
   */
  staysSilent(options: { readonly forMs?: number } = {}): this {
    const { forMs } = options;
    if (forMs !== undefined) return this.#add(`staysSilent(${forMs} ms)`, () => this.#runner.pass(forMs));
    return this.#judge('staysSilent()', async (step) => {
      const before = this.#runner.heard.count;
      this.#runner.check(
        step,
        await this.#runner.until(() => this.#runner.heard.count > before),
        'something new to be heard',
        ['over'],
      );
    });
  }

  /**
   * Lets time pass, also while the app works.
   *
   * @param options - `forMs`: milliseconds
   * @example
   * await line.dial('/sales').hears('welcome').waits({ forMs: 1_500 }).presses('1');
   */
  waits(options: { readonly forMs: number }): this {
    return this.#add(`waits(${options.forMs} ms)`, () => this.#runner.pass(options.forMs));
  }

  /**
   * Waits until something was heard since the last key and a question waits for one, or the call ends. What is heard meanwhile is
   * not judged. Pauses of less than a second, the silence behind an answer and a line that is held are no question.
   *
   * @throws AssertionError with the transcript, when awaited when the app never waits for a key
   * @example
   * await line.dial('/sales').listens().presses('1');
   */
  listens(): this {
    return this.#judge('listens()', async (step) => {
      const call = await this.#runner.dialled();
      this.#runner.check(step, await this.#runner.until(() => call.isAsked), 'the app to wait for a key', ['over']);
    });
  }

  /**
   * Stays on the line until the call ends. What is heard meanwhile is not judged.
   *
   * @throws AssertionError with the transcript, when awaited when the call does not end
   * @example
   * await line.dial('/sales').hears('goodbye').staysOn();
   */
  staysOn(): this {
    return this.#judge('staysOn()', async (step) => {
      this.#runner.check(step, await this.#runner.until(() => false), 'the call to end', ['over']);
      this.#runner.heard.nameAll();
    });
  }

  /**
   * Speaks, for a recording.
   *
   * @param options - `forMs`: milliseconds
   * @example
   * await line.dial('/support').hears('your-comment', 'beep').speaks({ forMs: 3_000 }).presses('#');
   */
  speaks(options: { readonly forMs: number }): this {
    return this.#add(`speaks(${options.forMs} ms)`, async () => {
      const call = await this.#runner.settled();
      call.speak(options.forMs);
      await this.#runner.pass(options.forMs);
    });
  }

  /**
   * Hangs up: now, also while the app works, or at the moment given.
   *
   * @param timing - `during`, `afterMs`; default now
   * @example
   * await line.dial('/sales').hears('welcome').hangsUp({ during: 'options', afterMs: 300 });
   */
  hangsUp(timing: StepTiming = {}): this {
    return this.#add('hangsUp()', async (step) => {
      await this.#runner.reach(step, timing, () => true);
      const call = await this.#runner.settled();
      call.hangUp();
    });
  }

  /**
   * Is sent elsewhere in the dialplan by somebody else, as with AMI's Redirect: now, or at the moment given. The app sees a hang-up.
   *
   * @param to - where the dialplan goes on
   * @example
   * await line.dial('/sales').hears('welcome').isRedirected({ context: 'office', extension: '200', priority: 1 });
   */
  isRedirected(to: Place, timing: StepTiming = {}): this {
    return this.#add(`isRedirected(${to.context},${to.extension},${to.priority})`, async (step) => {
      await this.#runner.reach(step, timing, () => true);
      const call = await this.#runner.settled();
      call.redirect(to);
    });
  }

  /**
   * Lets everything be heard until this begins. A following `hears` may name it or go on behind it.
   *
   * @param options - `until`: a sound's name, a part of one, or what `heard` makes
   * @throws AssertionError with the transcript, when awaited when it never begins
   * @example
   * await line.dial('/sales').skips({ until: 'options' }).presses('1');
   */
  skips(options: { readonly until: ExpectedSound }): this {
    return this.#judge(`skips(until ${describeExpected(options.until)})`, async (step) => {
      const hasCome = () => this.#runner.heard.has(options.until);
      this.#runner.check(step, await this.#runner.until(hasCome), describeExpected(options.until));
      this.#runner.heard.skipTo(options.until);
    });
  }

  /**
   * Expects to be put through to someone by Dial or Queue.
   *
   * @param target - as in `onDial` or `onQueue`
   * @throws AssertionError with the transcript, when awaited when nobody is connected
   * @example
   * line.onDial('PJSIP/ann', { answersAfterMs: 4_000 });
   * await line.dial('/sales').presses('0').isConnectedTo('PJSIP/ann');
   */
  isConnectedTo(target: string): this {
    return this.#judge(`isConnectedTo(${target})`, async (step) => {
      const call = await this.#runner.dialled();
      const isConnected = () => call.events.some((event) => event.kind === 'connected' && event.target === target);
      this.#runner.check(step, await this.#runner.until(isConnected), `a connection to ${target}`);
    });
  }

  /**
   * Expects the call to end, with nothing more to be heard.
   *
   * @param expected - by the `caller`, by the `app` (it hung up), or by the `dialplan` (the app gave the call back), and where it
   *   goes on; `error`, where the app is to fail: `true`, or a pattern for every error. Without it an error fails the step
   * @throws AssertionError with the transcript, when awaited when it ends otherwise, or something more is heard
   * @example
   * await line.dial('/sales').hears('goodbye').ends({ by: 'app' });
   * await line.dial('/broken').ends({ by: 'dialplan', error: /no such table/ });
   */
  ends(expected: ExpectedEnd): this {
    return this.#judge(`ends(by the ${expected.by})`, async (step) => {
      const call = await this.#runner.dialled();
      const outcome = await this.#runner.until(() => this.#runner.heard.next !== undefined);
      const unexpected = this.#runner.heard.next;
      if (unexpected !== undefined)
        throw this.#runner.failure(step, `${describeItem(unexpected)} was heard, which was not expected`);
      this.#runner.check(step, outcome, 'the call to end', ['over']);
      const problem = this.judgeErrors(expected);
      if (problem !== undefined) throw this.#runner.failure(step, problem);
      const other = unexpectedEnd(call.events, expected);
      if (other !== undefined) throw this.#runner.failure(step, other.problem, other.actual, other.expected);
    });
  }

  /** Runs the steps. */
  // oxlint-disable-next-line unicorn/no-thenable -- to wait for a caller is to place the call
  then<Fulfilled = void, Rejected = never>(
    onFulfilled?: ((value: void) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.#runner.run().then(onFulfilled, onRejected);
  }

  /** The call so far, for people. */
  get transcript(): string {
    return this.#runner.transcript.toString();
  }

  /** The channel variables, AGISTATUS among them when the call is over. */
  get variables(): Readonly<Record<string, string>> {
    return this.#runner.variables;
  }

  /** Everything that happened so far. */
  get events(): readonly CallEvent[] {
    return this.#runner.events;
  }

  /** @internal Hangs up if need be, and waits for the app to notice. */
  close(): Promise<void> {
    return this.#runner.close();
  }

  /** @internal Compares what the app threw with what is expected. @returns what is wrong; nothing when it is as expected */
  judgeErrors({ error }: Pick<ExpectedEnd, 'error'>): string | undefined {
    return this.#runner.judgeErrors(error);
  }

  /** Adds a step that fails when the call goes another way; when it does not, a test has asserted something. */
  #judge(text: string, run: (step: TestStep) => Promise<void>): this {
    return this.#add(text, async (step) => {
      await run(step);
      noteMetExpectation();
    });
  }

  #add(text: string, run: (step: TestStep) => Promise<void>): this {
    const step: TestStep = { text, run: () => run(step), writtenAt: framesOfCaller(), pressed: [] };
    this.#runner.add(step);
    return this;
  }

  /** A finger needs its time from one key to the next. */
  async #rest(gapMs: number): Promise<void> {
    const leftMs = this.#releasedAtMs + gapMs - this.#runner.nowMs;
    if (leftMs > 0) await this.#runner.pass(leftMs);
  }
}
