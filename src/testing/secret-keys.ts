import { Secrets } from '../app/log/secret-log.js';
import type { CallEvent } from './call-event.js';

/** What a caller pressed masked: whatever the app does with it, it is not shown. */
export class SecretKeys {
  readonly #secrets = new Secrets();
  #run = '';

  /** Takes notice of keys; keys that are pressed masked, one after the other, are one secret. */
  note(event: CallEvent): void {
    if (event.kind === 'leg') return this.note(event.event);
    if (event.kind !== 'key') return;
    // A key that ends an entry is no part of it.
    const isPart = event.isMasked && /\d/.test(event.key);
    this.#run = isPart ? this.#run + event.key : '';
    this.#secrets.add(this.#run);
  }

  /** The same without what was pressed masked so far. */
  masked<T>(value: T): T {
    return this.#secrets.masked(value);
  }
}
