/**
 * The time that work has once a call is over. Without it a handler that ignores its signal could hold a call for ever.
 */
export class CleanUpLimit {
  readonly #passed = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param limitMs - how long, from the start on
   * @param what - begins the sentence that says it took too long: `@OnHangup`
   */
  constructor(
    private readonly limitMs: number,
    private readonly what: string,
  ) {}

  /** Aborted when the time is over. */
  get signal(): AbortSignal {
    return this.#passed.signal;
  }

  readonly start = (): void => {
    this.#timer ??= setTimeout(
      () =>
        this.#passed.abort(
          new Error(`${this.what} took longer than ${this.limitMs} ms (cleanUpLimitMs) and is waited for no longer.`),
        ),
      this.limitMs,
    );
  };

  /**
   * Waits for work, but not longer than the limit: then it rejects with the limit's reason, and the work is left alone.
   *
   * @param over - starts the time when it aborts; default at once
   */
  async race<T>(work: Promise<T>, over?: AbortSignal): Promise<T> {
    if (over === undefined || over.aborted) this.start();
    else over.addEventListener('abort', this.start);
    let giveUp: () => void = () => undefined;
    const passed = new Promise<never>((_resolve, reject) => {
      // Aborted above with an Error.
      giveUp = () => reject(this.signal.reason as Error);
      if (this.signal.aborted) giveUp();
      else this.signal.addEventListener('abort', giveUp);
    });
    try {
      return await Promise.race([work, passed]);
    } finally {
      over?.removeEventListener('abort', this.start);
      this.signal.removeEventListener('abort', giveUp);
    }
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
  try {
    return await limit.race(work());
  } finally {
    limit.end();
  }
}
