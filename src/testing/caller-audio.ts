import type { Clock } from './clock.js';

/**
 * What the caller's side sends: frames or nothing, and in the frames a voice or silence. A recording holds frames, and a
 * silence that nobody sends is never noticed.
 */
export class CallerAudio {
  readonly #clock: Clock;
  #isSending: boolean;
  #isPaused = false;
  #pausedMs = 0;
  /** Sent before it last began or stopped. */
  #sentMs = 0;
  #sinceMs: number;
  /** When it last began or stopped. */
  #changedMs: number;
  #speaksUntilMs = 0;

  constructor(clock: Clock, isSending: boolean) {
    this.#clock = clock;
    this.#isSending = isSending;
    this.#sinceMs = clock.nowMs();
    this.#changedMs = this.#sinceMs;
  }

  get isSending(): boolean {
    return this.#isSending;
  }

  set isSending(isSending: boolean) {
    this.#sentMs = this.sentMs;
    this.#sinceMs = this.#clock.nowMs();
    this.#changedMs = this.#sinceMs;
    this.#isSending = isSending;
  }

  /** While a key is down a telephone sends its tone, and no audio. */
  pause(): void {
    this.#sentMs = this.sentMs;
    this.#isPaused = true;
    this.#pausedMs = this.#clock.nowMs();
  }

  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    const nowMs = this.#clock.nowMs();
    // A silence is counted in frames, too.
    this.#changedMs += nowMs - this.#pausedMs;
    this.#sinceMs = nowMs;
  }

  /** All that it has sent, milliseconds. */
  get sentMs(): number {
    return this.#sentMs + (this.#isSending && !this.#isPaused ? this.#clock.nowMs() - this.#sinceMs : 0);
  }

  speak(forMs: number): void {
    this.#speaksUntilMs = this.#clock.nowMs() + forMs;
  }

  /** How much of what was sent last held no voice, milliseconds; below 0 while the caller is to speak on. */
  get silentMs(): number {
    return this.#clock.nowMs() - Math.max(this.#speaksUntilMs, this.#changedMs);
  }
}
