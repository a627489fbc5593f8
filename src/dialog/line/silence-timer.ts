import type { MonotonicClock } from '../../core/clock.js';

/** A timer of Node counts whole milliseconds and may be early by less than one: to wait for that again would take one more. */
const EARLY_MS = 1;

/**
 * Calls back when it was not restarted for so long. It is restarted with every command, so it leaves the clock's timer alone and
 * looks, when that is over, how long there is still to wait.
 */
export class SilenceTimer {
  #dueAtMs = Infinity;
  /** When the clock calls. */
  #wakesAtMs = Infinity;
  #cancel: (() => void) | undefined;

  constructor(
    private readonly clock: MonotonicClock,
    private readonly onSilence: () => void,
  ) {}

  /** @param delayMs - from now; `undefined` stops it */
  restart(delayMs: number | undefined): void {
    if (delayMs === undefined) return this.#stop();
    this.#dueAtMs = this.clock.nowMs() + delayMs;
    if (this.#wakesAtMs > this.#dueAtMs) this.#wakeAfter(delayMs);
  }

  #stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#wakesAtMs = Infinity;
  }

  #wakeAfter(delayMs: number): void {
    this.#cancel?.();
    this.#wakesAtMs = this.clock.nowMs() + delayMs;
    this.#cancel = this.clock.after(delayMs, () => this.#wake());
  }

  #wake(): void {
    this.#wakesAtMs = Infinity;
    const restMs = this.#dueAtMs - this.clock.nowMs();
    if (restMs < EARLY_MS) this.onSilence();
    else this.#wakeAfter(Math.ceil(restMs));
  }
}
