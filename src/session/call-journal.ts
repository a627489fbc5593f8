import type { MonotonicClock } from '../core/clock.js';
import type { EntryListener, Happening } from './journal.js';

/** Masks the secrets of a call in whatever is shown to others. */
export interface Masker {
  masked<T>(value: T): T;
}

/** Tells those who listen to a call what happens in it, as it happens. */
export class CallJournal {
  readonly #clock: MonotonicClock;
  readonly #openedAtMs: number;
  readonly #secrets: Masker;
  #listeners: readonly EntryListener[] = [];
  #hasEnded = false;

  /**
   * @param clock - of the call
   * @param secrets - of the caller: taken out of what is told
   */
  constructor(clock: MonotonicClock, secrets: Masker) {
    this.#clock = clock;
    this.#openedAtMs = clock.nowMs();
    this.#secrets = secrets;
  }

  /** Whether anybody listens: what is made for listeners alone need not be made else. */
  get isHeard(): boolean {
    return this.#listeners.length > 0 && !this.#hasEnded;
  }

  /**
   * Tells a listener everything from now on.
   *
   * @param onFailure - told once what the listener throws; it is told nothing more then
   */
  listen(listener: EntryListener, onFailure: (error: unknown) => void): void {
    const guarded: EntryListener = async (entry) => {
      try {
        await listener(entry);
      } catch (error) {
        if (!this.#listeners.includes(guarded)) return;
        this.#listeners = this.#listeners.filter((each) => each !== guarded);
        onFailure(error);
      }
    };
    this.#listeners = [...this.#listeners, guarded];
  }

  tell(happening: Happening, atMs?: number): void {
    if (!this.isHeard) return;
    // The session's own close comes behind it, and tells nobody anything about the call.
    this.#hasEnded = happening.kind === 'ended';
    const entry = {
      atMs: Math.round((atMs ?? this.#clock.nowMs()) - this.#openedAtMs),
      ...this.#secrets.masked(happening),
    };
    for (const listener of this.#listeners) void listener(entry);
  }
}
