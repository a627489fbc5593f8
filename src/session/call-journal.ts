import type { EntryListener, Tell } from './journal.js';

/** Tells those who listen to a call what happens in it, as it happens. */
export class CallJournal {
  readonly #nowMs: () => number;
  readonly #openedAtMs: number;
  readonly #masked: <T>(value: T) => T;
  readonly #listeners = new Set<EntryListener>();
  #hasEnded = false;

  /**
   * @param nowMs - the clock of the call
   * @param masked - takes the caller's secrets out of what is told
   */
  constructor(nowMs: () => number, masked: <T>(value: T) => T) {
    this.#nowMs = nowMs;
    this.#openedAtMs = nowMs();
    this.#masked = masked;
  }

  /** Whether anybody listens: what is made for listeners alone need not be made else. */
  get isHeard(): boolean {
    return this.#listeners.size > 0 && !this.#hasEnded;
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
        if (this.#listeners.delete(guarded)) onFailure(error);
      }
    };
    this.#listeners.add(guarded);
  }

  readonly tell: Tell = (happening, atMs) => {
    if (!this.isHeard) return;
    // The session's own close comes behind it, and tells nobody anything about the call.
    this.#hasEnded = happening.kind === 'ended';
    const entry = { atMs: Math.round((atMs ?? this.#nowMs()) - this.#openedAtMs), ...this.#masked(happening) };
    for (const listener of this.#listeners) void listener(entry);
  };
}
