import type { AssertionError } from 'node:assert';

import { loggable } from '../errors/loggable.js';
import { AppErrors, appErrorsIn } from './app-errors.js';
import type { CallEvent } from './call-event.js';
import { describeExpected, describeItem, type ExpectedSound, isHeard } from './heard.js';
import { HeardItems } from './heard-items.js';
import { type TestStep, stepFailure } from './step-failure.js';
import type { GoalOutcome, TimeDriver } from './time-driver.js';
import { Transcript, type TranscriptOptions } from './transcript.js';
import { describeUnreached } from './unreached-goal.js';
import type { VirtualCall } from './virtual-call.js';

/** When a caller takes a step. */
export interface StepTiming {
  /** While this is heard; it counts as expected. Default: now. */
  readonly during?: ExpectedSound;
  /** So long after that, milliseconds; default 0. */
  readonly afterMs?: number;
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

/** Runs the steps of a caller, in their order, on one call that the first of them dials. @internal */
export class StepRunner {
  /** What the steps have heard. */
  readonly heard = new HeardItems();
  readonly #setup: CallerSetup;
  readonly #done: TestStep[] = [];
  #steps: TestStep[] = [];
  #running: Promise<void> = Promise.resolve();
  #call: VirtualCall | undefined;
  #hasFailed = false;
  readonly #errors = new AppErrors();

  constructor(setup: CallerSetup) {
    this.#setup = setup;
  }

  add(step: TestStep): void {
    this.#steps.push(step);
  }

  /** Runs the steps that were added, behind those that run already. */
  run(): Promise<void> {
    const outcome = this.#running.then(() => this.#runAll());
    // The next await runs its own steps, whatever became of these.
    this.#running = outcome.catch(() => undefined);
    return outcome;
  }

  get nowMs(): number {
    return this.#setup.timeDriver.clock.nowMs();
  }

  get variables(): Readonly<Record<string, string>> {
    return this.#call?.variables ?? {};
  }

  get events(): readonly CallEvent[] {
    return this.#call?.events ?? [];
  }

  /** The call so far; what is masked is known better later. */
  get transcript(): Transcript {
    const transcript = new Transcript(this.#setup.transcript);
    for (const event of this.events) transcript.push(event);
    return transcript;
  }

  /** Hangs up if need be, and waits for the app to notice. */
  async close(): Promise<void> {
    const left = this.#steps;
    this.#steps = [];
    await this.#running;
    if (this.#call !== undefined) {
      this.#call.hangUp();
      const outcome = await this.until(() => false);
      if (outcome !== 'over' && !this.#hasFailed)
        throw this.failure(undefined, this.#whyUnreached(outcome, 'the app to close the connection'));
    }
    const [first] = left;
    if (first !== undefined && !this.#hasFailed)
      throw this.failure(first, 'these steps were never run: await the caller');
    const { failOnError = true } = this.#setup;
    const unexpected = this.#errors.unexpectedIn(this.events);
    if (failOnError && !this.#hasFailed && unexpected !== undefined)
      throw this.failure(
        undefined,
        `${unexpected.what}, and no step expected it, as ends({ by: …, error: true }) does`,
      );
  }

  /** Compares what the app threw with what is expected. @returns what is wrong; nothing when it is as expected */
  judgeErrors(expected: true | RegExp | undefined): string | undefined {
    return this.#errors.judge(this.events, expected);
  }

  /** The call, which begins with the first step. */
  async dialled(): Promise<VirtualCall> {
    if (this.#call === undefined) {
      const call = await this.#setup.dial();
      this.#call = call;
      call.onEvent((event) => this.#onEvent(event));
      call.begin();
    }
    return this.#call;
  }

  /** Waits for something to be heard, which must be this. */
  async hear(step: TestStep, expected: ExpectedSound): Promise<void> {
    if (this.heard.takeNamed(expected)) return;
    const call = await this.dialled();
    const isSilence = typeof expected === 'object' && 'heard' in expected && expected.heard === 'silence';
    const outcome = await this.until(() => this.heard.next !== undefined || (isSilence && call.isListening));
    const item = this.heard.next;
    if (item === undefined) return this.check(step, outcome, describeExpected(expected));
    if (!isHeard(expected, item)) {
      throw this.failure(
        step,
        `expected ${describeExpected(expected)}, but ${describeItem(item)} was heard`,
        describeItem(item),
        describeExpected(expected),
      );
    }
    this.heard.take();
  }

  /** Waits for the moment of a step. */
  async reach(
    step: TestStep,
    { during, afterMs = 0 }: StepTiming,
    isReady: (call: VirtualCall) => boolean,
  ): Promise<void> {
    const call = await this.dialled();
    const isNow = () =>
      during === undefined ? isReady(call) : call.sounding !== undefined && isHeard(during, call.sounding);
    const what = during === undefined ? 'something to be heard or a key to be waited for' : describeExpected(during);
    this.check(step, await this.until(isNow), what);
    if (during !== undefined) this.heard.nameLast();
    if (afterMs > 0) await this.pass(afterMs);
  }

  /** The call, once the app has done what it does at once; one that works on is left to it. */
  async settled(): Promise<VirtualCall> {
    const { timeDriver } = this.#setup;
    const call = await this.dialled();
    await timeDriver.until(call, { reached: () => !call.isAppsTurn, untilMs: timeDriver.clock.nowMs() });
    return call;
  }

  /** Lets time pass. */
  async pass(forMs: number): Promise<void> {
    const { timeDriver } = this.#setup;
    await timeDriver.until(await this.dialled(), { reached: () => false, untilMs: timeDriver.clock.nowMs() + forMs });
  }

  /** Lets time pass until this is so, or cannot be any more. */
  async until(reached: () => boolean): Promise<GoalOutcome> {
    return this.#setup.timeDriver.until(await this.dialled(), { reached });
  }

  /** @throws AssertionError when it came out otherwise. @param what - was waited for */
  check(step: TestStep, outcome: GoalOutcome, what: string, fine: readonly GoalOutcome[] = []): void {
    if (outcome !== 'reached' && !fine.includes(outcome)) throw this.failure(step, this.#whyUnreached(outcome, what));
  }

  /** The failure of a step, or of the call when no step has failed. */
  failure(step: TestStep | undefined, problem: string, actual?: string, expected?: string): AssertionError {
    const written = this.transcript;
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

  async #runAll(): Promise<void> {
    try {
      await this.dialled();
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

  #onEvent(event: CallEvent): void {
    if (event.kind === 'soundStarted' && !event.continues) this.heard.push(event.item);
  }

  #whyUnreached(outcome: GoalOutcome, what: string): string {
    const { appLimitMs, atWork, timeDriver } = this.#setup;
    return describeUnreached(outcome, what, { appLimitMs, atWork: atWork?.() ?? [], dueInMs: timeDriver.dueInMs });
  }
}
