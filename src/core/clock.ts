/** Tells the time and calls back later. Everything here that waits for time to pass waits for a clock, so that tests own it. */
export interface MonotonicClock {
  /** Milliseconds since some moment; only differences count, and it never goes back. */
  nowMs(): number;
  /** The time of day; default the computer's. */
  timeOfDay?(): Date;
  /**
   * Calls `run` once.
   *
   * @param delayMs - from now, milliseconds
   * @returns a function that cancels it
   */
  after(delayMs: number, run: () => void): () => void;
}

/** @internal A timer of Node holds no more milliseconds; with more, `Infinity` too, it would run at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/** The time of the process. Its timers may outlive a call by a moment, and keep no process alive. */
export const processClock: MonotonicClock = {
  nowMs: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, Math.min(delayMs, MAX_TIMER_MS)).unref();
    return () => clearTimeout(timer);
  },
};
