import { ALL_KEYS, type Key } from './keys.js';

/** Keys that are kept; more are dropped. */
const MOST_KEYS = 32;
/** A key typed longer ago was meant for something that is forgotten. */
const OLDEST_MS = 10_000;
/** How long after a complete entry its terminator is habit and not an answer. */
const TRAILING_TERMINATOR_MS = 2_000;

/** The keys that the caller has pressed and that answer nothing yet: whoever asks next takes them first. */
export class TypedAhead {
  readonly #nowMs: () => number;
  readonly #keys: { readonly key: Key; readonly atMs: number }[] = [];
  #trailing: { readonly key: Key; readonly untilMs: number } | undefined;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** The key that is taken next. */
  get first(): Key | undefined {
    const youngest = this.#keys.findIndex(({ atMs }) => this.#nowMs() - atMs <= OLDEST_MS);
    this.#keys.splice(0, youngest < 0 ? this.#keys.length : youngest);
    return this.#keys[0]?.key;
  }

  take(): Key | undefined {
    const { first } = this;
    this.#keys.shift();
    return first;
  }

  clear(): void {
    this.#keys.length = 0;
  }

  /**
   * Keeps a key that was pressed just now.
   *
   * @returns whether it counts: A to D, which voices can fake, and a trailing terminator do not
   */
  add(key: Key): boolean {
    if (!this.counts(key)) return false;
    if (this.#keys.length < MOST_KEYS) this.#keys.push({ key, atMs: this.#nowMs() });
    return true;
  }

  /** Whether a key that was pressed just now counts. Asked once for each key: only the first after an entry can be its terminator. */
  counts(key: Key): boolean {
    if (!ALL_KEYS.includes(key)) return false;
    const trailing = this.#trailing;
    this.#trailing = undefined;
    return trailing?.key !== key || this.#nowMs() > trailing.untilMs;
  }

  /** An entry was complete without its terminator: callers press it all the same, and it must not answer the next question. */
  expectTrailing(terminator: Key | undefined): void {
    if (terminator === undefined) return;
    if (this.first === terminator) this.#keys.shift();
    else if (this.first === undefined)
      this.#trailing = { key: terminator, untilMs: this.#nowMs() + TRAILING_TERMINATOR_MS };
  }
}
