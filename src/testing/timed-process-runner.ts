import type { Clock } from './clock.js';
import type { TimedProcess, WaitEnd, Wait } from './timed-process.js';

/** Runs one process at a time: wakes it when its wait is over, for whichever reason. @internal */
export class TimedProcessRunner<Result> {
  readonly #clock: Clock;
  readonly #endsAtOnce: (wait: Wait) => WaitEnd | undefined;
  readonly #onElapsed: () => void;
  #process: TimedProcess<Result> | undefined;
  #whenDone: (result: Result) => void = () => {};
  #wait: Wait | undefined;
  #cancelTimer: () => void = () => {};

  /**
   * @param endsAtOnce - what had already happened when a wait begins, when that ends it
   * @param onElapsed - the time of a wait is over: the owner lets that happen
   */
  constructor(clock: Clock, endsAtOnce: (wait: Wait) => WaitEnd | undefined, onElapsed: () => void) {
    this.#clock = clock;
    this.#endsAtOnce = endsAtOnce;
    this.#onElapsed = onElapsed;
  }

  get isRunning(): boolean {
    return this.#process !== undefined;
  }

  /** What it now waits for; nothing while it does not run. */
  get wait(): Wait | undefined {
    return this.#wait;
  }

  start(process: TimedProcess<Result>, whenDone: (result: Result) => void): void {
    this.#process = process;
    this.#whenDone = whenDone;
    // A generator ignores what its first call is given.
    this.#goOn({ kind: 'elapsed' });
  }

  /** Ends the wait; nothing happens to a process that does not wait. */
  happens(happening: WaitEnd): void {
    if (this.#wait !== undefined) this.#goOn(happening);
  }

  #goOn(woken: WaitEnd): void {
    let happening: WaitEnd | undefined = woken;
    while (happening !== undefined) {
      this.#cancelTimer();
      this.#wait = undefined;
      const step = this.#process?.next(happening);
      if (step === undefined) return;
      if (step.done === true) {
        this.#process = undefined;
        this.#whenDone(step.value);
        return;
      }
      happening = this.#endsAtOnce(step.value);
      if (happening === undefined) this.#waitFor(step.value);
    }
  }

  #waitFor(wait: Wait): void {
    this.#wait = wait;
    this.#cancelTimer = Number.isFinite(wait.forMs) ? this.#clock.after(wait.forMs, this.#onElapsed) : () => {};
  }
}
