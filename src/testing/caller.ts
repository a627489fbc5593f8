import type { AssertionError } from 'node:assert';

import { printable } from '../errors/printable.js';
import { loggable } from '../errors/loggable.js';
import { AppErrors, appErrorsIn } from './app-errors.js';
import type { CallEvent, Place } from './call-event.js';
import { EVERY_KEY } from './timed-process.js';
import { type ExpectedEnd, unexpectedEnd } from './expected-end.js';
import { describeExpected, describeItem, type ExpectedSound, isHeard } from './heard.js';
import { HeardItems } from './heard-items.js';
import { noteMetExpectation } from './met-expectation.js';
import type { GoalOutcome, TimeDriver } from './time-driver.js';
import { framesOfCaller, type TestStep, stepFailure } from './step-failure.js';
import { Transcript, type TranscriptOptions } from './transcript.js';
import { describeUnreached } from './unreached-goal.js';
import type { VirtualCall } from './virtual-call.js';
import { MASKED } from '../errors/masked.js';

/** When a caller takes a step. */
export interface StepTiming {
  /** While this is heard; it counts as expected. Default: now. */
  readonly during?: ExpectedSound;
  /** So long after that, milliseconds; default 0. */
  readonly afterMs?: number;
}

/** How keys are pressed. */
export interface PressOptions extends StepTiming {
  /** How long each key is held down, milliseconds; default 100. */
  readonly toneMs?: number;
  /** At least so long from one key's release to the next one's press, also across steps, milliseconds; default 150. */
  readonly gapMs?: number;
  /** Keeps the keys, and the replies that tell them, out of the transcript. */
  readonly masked?: boolean;
}

/** What a caller is made with. @internal */
export interface CallerSetup {
  readonly dial: () => Promise<VirtualCall>;
  readonly timeDriver: TimeDriver;
  /** For the message about an app that does nothing. */
  readonly appLimitMs: number;
  readonly transcript: TranscriptOptions;
  /** Handlers that have not come back, for the same message. */
  readonly atWork?: () => readonly string[];
  /** Whether a call in which the app failed fails the test although no step looked at its end; default true. */
  readonly failOnError?: boolean;
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
  readonly #setup: CallerSetup;
  readonly #done: TestStep[] = [];
  #steps: TestStep[] = [];
  #running: Promise<void> = Promise.resolve();
  #call: VirtualCall | undefined;
  #hasFailed = false;
  readonly #errors = new AppErrors();
  readonly #heard = new HeardItems();
  /** When the last key was released. */
  #releasedAtMs = -Infinity;

  /** @internal */
  constructor(setup: CallerSetup) {
    this.#setup = setup;
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
      for (const expected of all) await this.#hear(step, expected);
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
      await this.#reach(step, options, (call) => call.sounding !== undefined || call.isListening);
      for (const key of keys) {
        await this.#rest(options.gapMs ?? GAP_MS);
        const call = await this.#dialled();
        if (call.isOver || call.isHungUp) {
          throw this.#failure(step, `the call was over before key ${options.masked ? MASKED : key}`);
        }
        step.pressed.push(call.keyDown(key, { isMasked: options.masked ?? false }));
        await this.#pass(options.toneMs ?? TONE_MS);
        call.keyUp();
        this.#releasedAtMs = this.#setup.timeDriver.clock.nowMs();
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
    if (forMs !== undefined) return this.#add(`staysSilent(${forMs} ms)`, () => this.#pass(forMs));
    return this.#judge('staysSilent()', async (step) => {
      const before = this.#heard.count;
      this.#check(step, await this.#until(() => this.#heard.count > before), 'something new to be heard', ['over']);
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
    return this.#add(`waits(${options.forMs} ms)`, () => this.#pass(options.forMs));
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
      const call = await this.#dialled();
      this.#check(step, await this.#until(() => call.isAsked), 'the app to wait for a key', ['over']);
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
      this.#check(step, await this.#until(() => false), 'the call to end', ['over']);
      this.#heard.nameAll();
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
      const call = await this.#dialled();
      await this.#settle(call);
      call.speak(options.forMs);
      await this.#pass(options.forMs);
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
      await this.#reach(step, timing, () => true);
      const call = await this.#dialled();
      await this.#settle(call);
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
      await this.#reach(step, timing, () => true);
      const call = await this.#dialled();
      await this.#settle(call);
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
      const hasCome = () => this.#heard.has(options.until);
      this.#check(step, await this.#until(hasCome), describeExpected(options.until));
      this.#heard.skipTo(options.until);
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
      const call = await this.#dialled();
      const isConnected = () => call.events.some((event) => event.kind === 'connected' && event.target === target);
      this.#check(step, await this.#until(isConnected), `a connection to ${target}`);
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
      const call = await this.#dialled();
      const outcome = await this.#until(() => this.#heard.next !== undefined);
      const unexpected = this.#heard.next;
      if (unexpected !== undefined)
        throw this.#failure(step, `${describeItem(unexpected)} was heard, which was not expected`);
      this.#check(step, outcome, 'the call to end', ['over']);
      const problem = this.judgeErrors(expected);
      if (problem !== undefined) throw this.#failure(step, problem);
      const other = unexpectedEnd(call.events, expected);
      if (other !== undefined) throw this.#failure(step, other.problem, other.actual, other.expected);
    });
  }

  /** Runs the steps. */
  // oxlint-disable-next-line unicorn/no-thenable -- to wait for a caller is to place the call
  then<Fulfilled = void, Rejected = never>(
    onFulfilled?: ((value: void) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    this.#running = this.#running.then(() => this.#run());
    const outcome = this.#running;
    // The next await runs its own steps, whatever became of these.
    this.#running = outcome.catch(() => undefined);
    return outcome.then(onFulfilled, onRejected);
  }

  /** The call so far, for people. */
  get transcript(): string {
    return this.#written.toString();
  }

  /** The channel variables, AGISTATUS among them when the call is over. */
  get variables(): Readonly<Record<string, string>> {
    return this.#call?.variables ?? {};
  }

  /** Everything that happened so far. */
  get events(): readonly CallEvent[] {
    return this.#call?.events ?? [];
  }

  /** @internal Hangs up if need be, and waits for the app to notice. */
  async close(): Promise<void> {
    const left = this.#steps;
    this.#steps = [];
    await this.#running;
    if (this.#call !== undefined) {
      this.#call.hangUp();
      const outcome = await this.#until(() => false);
      if (outcome !== 'over' && !this.#hasFailed)
        throw this.#failure(undefined, this.#whyUnreached(outcome, 'the app to close the connection'));
    }
    const [first] = left;
    if (first !== undefined && !this.#hasFailed)
      throw this.#failure(first, 'these steps were never run: await the caller');
    const { failOnError = true } = this.#setup;
    const unexpected = this.#errors.unexpectedIn(this.events);
    if (failOnError && !this.#hasFailed && unexpected !== undefined)
      throw this.#failure(
        undefined,
        `${unexpected.what}, and no step expected it, as ends({ by: …, error: true }) does`,
      );
  }

  /** @internal Compares what the app threw with what is expected. @returns what is wrong; nothing when it is as expected */
  judgeErrors({ error }: Pick<ExpectedEnd, 'error'>): string | undefined {
    return this.#errors.judge(this.events, error);
  }

  /** The call so far; what is masked is known better later. */
  get #written(): Transcript {
    const transcript = new Transcript(this.#setup.transcript);
    for (const event of this.events) transcript.push(event);
    return transcript;
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
    this.#steps.push(step);
    return this;
  }

  async #run(): Promise<void> {
    try {
      await this.#dialled();
      for (let step = this.#steps[0]; step !== undefined; step = this.#steps[0]) {
        await step.run();
        this.#done.push(step);
        this.#steps.shift();
      }
    } catch (error) {
      this.#hasFailed = true;
      this.#steps = [];
      throw error;
    }
  }

  async #dialled(): Promise<VirtualCall> {
    if (this.#call === undefined) {
      const call = await this.#setup.dial();
      this.#call = call;
      call.onEvent((event) => this.#onEvent(event));
      call.begin();
    }
    return this.#call;
  }

  #onEvent(event: CallEvent): void {
    if (event.kind === 'soundStarted' && !event.continues) this.#heard.push(event.item);
  }

  async #hear(step: TestStep, expected: ExpectedSound): Promise<void> {
    if (this.#heard.takeNamed(expected)) return;
    const call = await this.#dialled();
    const isSilence = typeof expected === 'object' && 'heard' in expected && expected.heard === 'silence';
    const outcome = await this.#until(() => this.#heard.next !== undefined || (isSilence && call.isListening));
    const item = this.#heard.next;
    if (item === undefined) return this.#check(step, outcome, describeExpected(expected));
    if (!isHeard(expected, item)) {
      throw this.#failure(
        step,
        `expected ${describeExpected(expected)}, but ${describeItem(item)} was heard`,
        describeItem(item),
        describeExpected(expected),
      );
    }
    this.#heard.take();
  }

  /** Waits for the moment of a step. */
  async #reach(
    step: TestStep,
    { during, afterMs = 0 }: StepTiming,
    isReady: (call: VirtualCall) => boolean,
  ): Promise<void> {
    const call = await this.#dialled();
    const isNow = () =>
      during === undefined ? isReady(call) : call.sounding !== undefined && isHeard(during, call.sounding);
    const what = during === undefined ? 'something to be heard or a key to be waited for' : describeExpected(during);
    this.#check(step, await this.#until(isNow), what);
    if (during !== undefined) this.#heard.nameLast();
    if (afterMs > 0) await this.#pass(afterMs);
  }

  /** Lets the app do what it does at once; one that works on is left to it. */
  async #settle(call: VirtualCall): Promise<void> {
    const { timeDriver } = this.#setup;
    await timeDriver.until(call, { reached: () => !call.isAppsTurn, untilMs: timeDriver.clock.nowMs() });
  }

  /** A finger needs its time from one key to the next. */
  async #rest(gapMs: number): Promise<void> {
    const leftMs = this.#releasedAtMs + gapMs - this.#setup.timeDriver.clock.nowMs();
    if (leftMs > 0) await this.#pass(leftMs);
  }

  async #pass(forMs: number): Promise<void> {
    const { timeDriver } = this.#setup;
    await timeDriver.until(await this.#dialled(), { reached: () => false, untilMs: timeDriver.clock.nowMs() + forMs });
  }

  async #until(reached: () => boolean): Promise<GoalOutcome> {
    return this.#setup.timeDriver.until(await this.#dialled(), { reached });
  }

  #check(step: TestStep, outcome: GoalOutcome, what: string, fine: readonly GoalOutcome[] = []): void {
    if (outcome !== 'reached' && !fine.includes(outcome)) throw this.#failure(step, this.#whyUnreached(outcome, what));
  }

  #whyUnreached(outcome: GoalOutcome, what: string): string {
    const { appLimitMs, atWork, timeDriver } = this.#setup;
    return describeUnreached(outcome, what, { appLimitMs, atWork: atWork?.() ?? [], dueInMs: timeDriver.dueInMs });
  }

  #failure(step: TestStep | undefined, problem: string, actual?: string, expected?: string): AssertionError {
    const written = this.#written;
    const masked = (text: string | undefined) => text && written.masked(text);
    return stepFailure({
      problem: written.masked(problem),
      step,
      done: this.#done,
      left: this.#steps,
      transcript: written.lines,
      actual: masked(actual),
      expected: masked(expected),
      // A test runner reads every part of it.
      cause: loggable(appErrorsIn(this.events).find(({ error }) => error !== undefined)?.error),
    });
  }
}
