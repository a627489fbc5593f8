import { MAX_TIMER_MS } from '../core/clock.js';

/** Tells the time and calls back later: the only source of time in the virtual Asterisk. */
export interface Clock {
  /** Milliseconds since 1970. */
  nowMs(): number;
  /**
   * Calls `run` once.
   *
   * @param delayMs - from now, milliseconds
   * @returns a function that cancels it
   */
  after(delayMs: number, run: () => void): () => void;
}

interface Appointment {
  readonly atMs: number;
  readonly isDeadline: boolean;
  readonly run: () => void;
}

/** The clock of a test phone. */
export interface TestClock extends Clock {
  /** Resolves when so much time has passed. */
  wait(ms: number): Promise<void>;
  /** Moves on. @param ms - how far, milliseconds */
  advance(ms: number): void;
}

/**
 * A clock that stands still until it is told to move: hours of a call cost no time.
 *
 * @example
 * const clock = new VirtualClock(Date.UTC(2026, 10, 24, 9));
 * clock.after(60_000, () => console.log('a minute later'));
 * clock.advance(60_000);
 */
export class VirtualClock implements TestClock {
  #nowMs: number;
  /** In order; of two at the same moment the one made first comes first. */
  readonly #appointments: Appointment[] = [];
  #waiting = 0;
  readonly #onWait = new Set<() => void>();

  /** @param startMs - what it shows at first, milliseconds since 1970; default 2026-01-05 09:00 UTC, a Monday */
  constructor(startMs: number = Date.UTC(2026, 0, 5, 9)) {
    this.#nowMs = startMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  timeOfDay(): Date {
    return new Date(this.#nowMs);
  }

  after(delayMs: number, run: () => void): () => void {
    return this.#make({ atMs: this.#nowMs + Math.max(0, delayMs), isDeadline: false, run });
  }

  /** The same for an end that nobody waits for: see `hasOnlyDeadlines`. @internal */
  deadline(delayMs: number, run: () => void): () => void {
    return this.#make({ atMs: this.#nowMs + delayMs, isDeadline: true, run });
  }

  /** Whether nothing is due but ends that nobody waits for. @internal */
  get hasOnlyDeadlines(): boolean {
    return this.#appointments.every(({ isDeadline }) => isDeadline);
  }

  #make(appointment: Appointment): () => void {
    const later = this.#appointments.findIndex(({ atMs }) => atMs > appointment.atMs);
    this.#appointments.splice(later < 0 ? this.#appointments.length : later, 0, appointment);
    return () => {
      const index = this.#appointments.indexOf(appointment);
      if (index >= 0) this.#appointments.splice(index, 1);
    };
  }

  /**
   * Resolves when so much time has passed. While somebody waits here time does pass, also when it otherwise stands still
   * because an app is at work.
   */
  async wait(ms: number): Promise<void> {
    this.#waiting++;
    for (const listener of this.#onWait) listener();
    await new Promise<void>((resolve) => void this.after(ms, resolve));
    this.#waiting--;
  }

  /** Whether somebody waits for time to pass. */
  get isWaitedFor(): boolean {
    return this.#waiting > 0;
  }

  /** Tells when somebody begins to wait. @returns a function that stops it */
  onWait(listener: () => void): () => void {
    this.#onWait.add(listener);
    return () => this.#onWait.delete(listener);
  }

  /** When the next callback is due, milliseconds since 1970; nothing when none is. */
  get nextAtMs(): number | undefined {
    return this.#appointments[0]?.atMs;
  }

  /**
   * Moves to the next callback and runs it.
   *
   * @returns false when there is none; the time then stays
   */
  next(): boolean {
    const appointment = this.#appointments.shift();
    if (appointment === undefined) return false;
    this.#nowMs = Math.max(this.#nowMs, appointment.atMs);
    appointment.run();
    return true;
  }

  /** Moves on, running every callback on the way, those made meanwhile too. @param ms - how far, milliseconds */
  advance(ms: number): void {
    const untilMs = this.#nowMs + ms;
    while ((this.nextAtMs ?? Infinity) <= untilMs) this.next();
    this.#nowMs = untilMs;
  }
}

// Taken when this file is loaded: a test that replaces the global timers does not stop us.
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

/**
 * The time of day. It never jumps: a correction of the computer's clock is not seen.
 *
 * @example
 * const asterisk = new VirtualAsterisk({ clock: new RealClock() });
 */
export class RealClock implements TestClock {
  nowMs(): number {
    return performance.timeOrigin + performance.now();
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = startTimer(run, Math.min(Math.max(0, delayMs), MAX_TIMER_MS));
    return () => stopTimer(timer);
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => void this.after(ms, resolve));
  }

  /** @throws TypeError always */
  advance(): never {
    throw new TypeError('The time of day cannot be moved: leave realTime out.');
  }
}
