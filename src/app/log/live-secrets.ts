import { Secrets } from './secret-log.js';

/**
 * What was typed where it is masked in the calls of an app that are not over: for the lines of services that belong to no call,
 * and nobody knows which call they speak of.
 */
export class LiveSecrets {
  readonly #secrets = new Secrets();
  /** In how many calls each was typed. */
  readonly #calls = new Map<string, number>();

  add(secret: string): void {
    this.#calls.set(secret, (this.#calls.get(secret) ?? 0) + 1);
    this.#secrets.add(secret);
  }

  /** A call is over in which these were added. */
  forget(secrets: readonly string[]): void {
    for (const secret of secrets) {
      const calls = (this.#calls.get(secret) ?? 1) - 1;
      if (calls > 0) this.#calls.set(secret, calls);
      else {
        this.#calls.delete(secret);
        this.#secrets.remove(secret);
      }
    }
  }

  masked<T>(value: T): T {
    return this.#secrets.masked(value);
  }
}
