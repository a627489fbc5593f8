import type { HeardItem } from './call-event.js';
import { type ExpectedSound, isHeard } from './heard.js';

/** What a caller has heard, in order, and how much of it the steps have named. @internal */
export class HeardItems {
  readonly #items: HeardItem[] = [];
  /** How many were expected. */
  #expected = 0;
  /** Those that a step named in passing: `hears` may name them again or go on behind them. */
  readonly #named = new Set<number>();

  push(item: HeardItem): void {
    this.#items.push(item);
  }

  get count(): number {
    return this.#items.length;
  }

  /** The first thing heard that no step has named. */
  get next(): HeardItem | undefined {
    while (this.#named.has(this.#expected)) this.#expected++;
    return this.#items[this.#expected];
  }

  /** Counts it as expected. */
  take(): void {
    this.#expected++;
  }

  /** Takes what a step before has named in passing, when it is this. */
  takeNamed(expected: ExpectedSound): boolean {
    const item = this.#items[this.#expected];
    if (item === undefined || !this.#named.has(this.#expected) || !isHeard(expected, item)) return false;
    this.#expected++;
    return true;
  }

  /** Names the last thing heard, unless it was expected. */
  nameLast(): void {
    if (this.count > this.#expected) this.#named.add(this.count - 1);
  }

  nameAll(): void {
    for (const i of this.#items.keys()) this.#named.add(i);
  }

  /** Whether this is among what nobody expected. */
  has(expected: ExpectedSound): boolean {
    return this.#find(expected) >= 0;
  }

  /** Passes over all before it, and names it. */
  skipTo(expected: ExpectedSound): void {
    this.#expected = this.#find(expected);
    this.#named.add(this.#expected);
  }

  #find(expected: ExpectedSound): number {
    return this.#items.findIndex((item, i) => i >= this.#expected && isHeard(expected, item));
  }
}
