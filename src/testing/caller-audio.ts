import type { Clock } from './clock.js';

/**
 * What the caller's side sends: frames or nothing, and in the frames a voice or silence. A recording holds frames, and a
 * silence that nobody sends is never noticed.
 *
 * @internal
 */
export class CallerAudio {
  readonly #clock: Clock;
  #isSending: boolean;
  /** Sent before it last began or stopped. */
  #sentMs = 0;
  #sinceMs: number;
  #speaksUntilMs = 0;

  constructor(clock: Clock, isSending: boolean) {
    this.#clock = clock;
    this.#isSending = isSending;
    this.#sinceMs = clock.nowMs();
  }

  get isSending(): boolean {
    return this.#isSending;
  }

  set isSending(isSending: boolean) {
    this.#sentMs = this.sentMs;
    this.#sinceMs = this.#clock.nowMs();
    this.#isSending = isSending;
  }

  /** All that it has sent, milliseconds. */
  get sentMs(): number {
    return this.#sentMs + (this.#isSending ? this.#clock.nowMs() - this.#sinceMs : 0);
  }

  speak(forMs: number): void {
    this.#speaksUntilMs = this.#clock.nowMs() + forMs;
  }

  /** How much of what was sent last held no voice, milliseconds; below 0 while the caller is to speak on. */
  get silentMs(): number {
    return this.#clock.nowMs() - Math.max(this.#speaksUntilMs, this.#sinceMs);
  }
}
