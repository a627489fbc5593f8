import { RealClock, VirtualClock, type TestClock } from './clock.js';
import type { VirtualCall } from './virtual-call.js';

/** What a stretch of time is to reach. */
export interface Goal {
  readonly reached: () => boolean;
  /** No longer than this, milliseconds since 1970; default for ever. */
  readonly untilMs?: number;
}

/**
 * How it came out: the goal was reached; the time is over; the call is over; nothing can happen any more; the app, whose turn
 * it was, did nothing.
 */
export type GoalOutcome = 'reached' | 'late' | 'over' | 'stuck' | 'appSilent';

/** Lets time pass in a call, as far as the next step of the caller needs. */
export interface TimeDriver {
  readonly clock: TestClock;
  /** When the next thing is due on a clock that stands still while the app works, milliseconds from now. */
  readonly dueInMs: number | undefined;
  until(call: VirtualCall, goal: Goal): Promise<GoalOutcome>;
}

/** How long the phone waits for the app, in real time. */
export interface AppWaitLimits {
  /** Milliseconds for the app to send its next command. */
  readonly appLimitMs: number;
  /** Milliseconds after which a step that needs no answer of the app (`waits`, `hangsUp`) goes on while the app still works. */
  readonly workGraceMs: number;
}

// Taken when this file is loaded: a test that replaces the global timers does not stop us.
const { setTimeout: startTimer, clearTimeout: stopTimer, setImmediate: afterThisTurn } = globalThis;

/**
 * Time passes only while Asterisk carries out a command that takes some, or while work of the app is said to take some. Else,
 * while the app has the turn, it stands still, and the app is waited for in real time.
 */
export class VirtualTimeDriver implements TimeDriver {
  readonly clock: VirtualClock;
  readonly #limits: AppWaitLimits;

  constructor(clock: VirtualClock, limits: AppWaitLimits) {
    this.clock = clock;
    this.#limits = limits;
  }

  get dueInMs(): number | undefined {
    const atMs = this.clock.nextAtMs;
    return atMs === undefined ? undefined : atMs - this.clock.nowMs();
  }

  async until(call: VirtualCall, { reached, untilMs = Infinity }: Goal): Promise<GoalOutcome> {
    const { appLimitMs, workGraceMs } = this.#limits;
    for (;;) {
      if (reached()) return 'reached';
      if (call.isOver) return 'over';
      if (call.isAppsTurn && !this.clock.isWaitedFor) {
        const isBound = Number.isFinite(untilMs);
        if (await somethingHappens(call, isBound ? workGraceMs : appLimitMs, this.clock)) continue;
        if (!isBound) return 'appSilent';
      } else if (await somethingHappens(call, 0)) {
        continue;
      }
      const nextAtMs = this.clock.nextAtMs ?? Infinity;
      if (nextAtMs > untilMs) {
        this.clock.advance(untilMs - this.clock.nowMs());
        return 'late';
      }
      // Behind a line that is held the app may be at work, and only the end of the call is due.
      if (this.clock.hasOnlyDeadlines && (await somethingHappens(call, appLimitMs, this.clock))) continue;
      if (this.clock.next()) continue;
      return 'stuck';
    }
  }
}

/** Time is the time of day. */
export class RealTimeDriver implements TimeDriver {
  readonly clock: RealClock;
  readonly dueInMs = undefined;
  readonly #limits: AppWaitLimits;

  constructor(clock: RealClock, limits: AppWaitLimits) {
    this.clock = clock;
    this.#limits = limits;
  }

  async until(call: VirtualCall, { reached, untilMs = Infinity }: Goal): Promise<GoalOutcome> {
    for (;;) {
      if (reached()) return 'reached';
      if (call.isOver) return 'over';
      const leftMs = untilMs - this.clock.nowMs();
      if (leftMs <= 0) return 'late';
      const isApps = call.isAppsTurn && this.#limits.appLimitMs < leftMs;
      const hasHappened = await somethingHappens(call, isApps ? this.#limits.appLimitMs : leftMs);
      if (!hasHappened && isApps) return 'appSilent';
    }
  }
}

/**
 * Waits in real time for the next event of the call.
 *
 * @param limitMs - 0 for one turn of the event loop
 * @param clock - that somebody begins to wait for time to pass is an event too
 */
function somethingHappens(call: VirtualCall, limitMs: number, clock?: VirtualClock): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (hasHappened: boolean) => {
      stopListening();
      stopWatching?.();
      stopTimer(timer);
      resolve(hasHappened);
    };
    const stopListening = call.onEvent(() => finish(true));
    const stopWatching = clock?.onWait(() => finish(true));
    const timer = limitMs > 0 && Number.isFinite(limitMs) ? startTimer(() => finish(false), limitMs) : undefined;
    if (limitMs === 0) afterThisTurn(() => finish(false));
  });
}
