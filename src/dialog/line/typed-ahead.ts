import type { MonotonicClock } from '../../core/clock.js';
import { MASKED_KEY, type TellHappening } from '../../session/journal.js';
import { ALL_KEYS, type Key } from '../keys.js';

/** Keys that are kept; more are dropped. */
const MAX_KEYS = 32;
/** A key typed longer ago was meant for something that is forgotten. */
const OLDEST_MS = 10_000;
/** How long after a complete entry its terminator is habit and not an answer. */
const TRAILING_TERMINATOR_MS = 2_000;

interface TypedKey {
  readonly key: Key;
  readonly atMs: number;
}

/** The keys that the caller has pressed and that answer nothing yet: whoever asks next takes them first. */
export class TypedAhead {
  readonly #clock: Pick<MonotonicClock, 'nowMs'>;
  readonly #tell: TellHappening;
  readonly #keys: TypedKey[] = [];
  #trailing: { readonly key: Key; readonly untilMs: number } | undefined;

  /** @param tell - told each key once, when it is known whether it may be shown */
  constructor(
    clock: Pick<MonotonicClock, 'nowMs'>,
    tell: TellHappening,
    private readonly owner: { onKey?(key: Key, isMasked: boolean): void } = {},
  ) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** The key that is taken next. */
  get first(): Key | undefined {
    for (let [next] = this.#keys; next !== undefined; [next] = this.#keys) {
      if (this.#clock.nowMs() - next.atMs <= OLDEST_MS) return next.key;
      this.#forget(1);
    }
    return undefined;
  }

  /** @param masked - whether it answers a question that masks its keys */
  take(masked: boolean): Key | undefined {
    const { first } = this;
    const typed = this.#keys.shift();
    if (typed === undefined) return undefined;
    this.#tellKey(typed, masked);
    return first;
  }

  clear(): void {
    this.#forget(this.#keys.length);
  }

  /**
   * Keeps a key that was pressed just now.
   *
   * @returns whether it counts: A to D, which voices can fake, and a trailing terminator do not
   */
  add(key: Key): boolean {
    if (!this.counts(key)) return false;
    if (this.#keys.length < MAX_KEYS) this.#keys.push({ key, atMs: this.#clock.nowMs() });
    else this.#tellKey({ key, atMs: this.#clock.nowMs() }, false, MASKED_KEY);
    return true;
  }

  /** Whether a key that was pressed just now counts. Asked once for each key: only the first after an entry can be its terminator. */
  counts(key: Key): boolean {
    if (!ALL_KEYS.includes(key)) return false;
    const trailing = this.#trailing;
    this.#trailing = undefined;
    const isHabit = trailing?.key === key && this.#clock.nowMs() <= trailing.untilMs;
    // Known to everybody: it is no part of what was typed.
    if (isHabit) this.#tellKey({ key, atMs: this.#clock.nowMs() }, false);
    return !isHabit;
  }

  /** An entry was complete without its terminator: callers press it all the same, and it must not answer the next question. */
  expectTrailing(terminator: Key | undefined): void {
    if (terminator === undefined) return;
    if (this.first === terminator) this.take(false);
    else if (this.first === undefined)
      this.#trailing = { key: terminator, untilMs: this.#clock.nowMs() + TRAILING_TERMINATOR_MS };
  }

  /** What they were meant for is over, so that nobody knows whether they were a secret. */
  #forget(count: number): void {
    for (const typed of this.#keys.splice(0, count)) this.#tellKey(typed, false, MASKED_KEY);
  }

  /** @param isMasked - whether it answers a question that masks its keys */
  #tellKey({ key, atMs }: TypedKey, isMasked: boolean, shown: string = isMasked ? MASKED_KEY : key): void {
    this.owner.onKey?.(key, isMasked);
    this.#tell({ kind: 'key', key: shown }, atMs);
  }
}
