import type { CallEvent } from './call-event.js';

/** An event belongs to the call that tells it: what it says of masks is written when it is known. */
type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

/** A key that went down. @internal */
export type KeyEvent = Writable<Extract<CallEvent, { kind: 'key' }>>;

/** The keys that no question is known to have taken. Which question takes a key decides whether it may be shown. @internal */
export class UntakenKeys {
  readonly #keys: KeyEvent[] = [];

  pressed(event: KeyEvent): void {
    this.#keys.push(event);
  }

  /** No command saw the key. */
  lost(key: string): void {
    const at = this.#keys.findLastIndex((event) => event.key === key);
    if (at >= 0) this.#keys.splice(at, 1);
  }

  /**
   * A question of the app took a key, or forgot it. A masked one masks the key, and the answer that told it.
   *
   * @param events - of the call, so far
   */
  taken(key: string, isMasked: boolean, events: readonly CallEvent[]): void {
    const at = this.#keys.findIndex((event) => event.key === key);
    const event = this.#keys[at];
    if (event === undefined) return;
    this.#keys.splice(0, at + 1);
    if (!isMasked) return;
    event.isMasked = true;
    for (const later of events.slice(events.indexOf(event))) {
      if (later.kind === 'command') return;
      if (later.kind !== 'reply') continue;
      (later as Writable<typeof later>).isMasked = true;
      return;
    }
  }
}
