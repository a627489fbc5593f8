import { guardSignal } from '../../session/guarded-signal.js';

/**
 * The time that work has once a call is over. Without it a handler that ignores its signal could hold a call for ever.
 */
export class CleanUpLimit {
  /** Made when somebody asks for the signal: most calls need none. */
  #controller: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;
  #passed: Error | undefined;
  #giveUp: ((passed: Error) => void) | undefined;

  /**
   * @param limitMs - how long, from the start on
   * @param what - begins the sentence that says it took too long: `@OnHangup`
   * @param onListenerFailure - gets what a listener on its signal throws, where code of others listens
   */
  constructor(
    private readonly limitMs: number,
    private readonly what: string,
    private readonly onListenerFailure?: (error: unknown) => void,
  ) {}

  /** Aborted when the time is over. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.onListenerFailure !== undefined) guardSignal(this.#controller.signal, this.onListenerFailure);
    }
    if (this.#passed !== undefined) this.#controller.abort(this.#passed);
    return this.#controller.signal;
  }

  start(): void {
    this.#timer ??= setTimeout(() => this.#pass(), this.limitMs);
  }

  #pass(): void {
    const sentence = `${this.what} took longer than ${this.limitMs} ms (cleanUpLimitMs) and is waited for no longer.`;
    this.#passed = new Error(sentence);
    this.#controller?.abort(this.#passed);
    this.#giveUp?.(this.#passed);
  }

  /**
   * Waits for work, but no longer than until the time is over: then it rejects with the limit's reason, and the work is left
   * alone. One piece of work at a time.
   */
  race<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#giveUp = reject;
      if (this.#passed !== undefined) reject(this.#passed);
      work.then(resolve, reject);
    });
  }

  /** No timer stays behind. */
  end(): void {
    clearTimeout(this.#timer);
  }
}

/**
 * Does one piece of work that has a limit of its own.
 *
 * @throws what the work throws, or that it took too long
 */
export async function within<T>(limitMs: number, what: string, work: () => Promise<T>): Promise<T> {
  const limit = new CleanUpLimit(limitMs, what);
  limit.start();
  try {
    return await limit.race(work());
  } finally {
    limit.end();
  }
}
