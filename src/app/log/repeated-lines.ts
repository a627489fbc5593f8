import type { Logger } from '../../call/logger.js';

const MINUTE_MS = 60_000;

interface Kind {
  said: number;
  more: number;
}

/**
 * Lines that a stranger can cause as often as they connect: the first ones of a minute are said as they are, and how many more
 * there were is said when the minute is over.
 */
export class RepeatedLines {
  readonly #log: Logger;
  /** Of the minute that runs. */
  readonly #kinds = new Map<string, Kind>();
  #minute: NodeJS.Timeout | undefined;

  constructor(log: Logger) {
    this.#log = log;
  }

  /**
   * Says a line, or counts it.
   *
   * @param kind - a word of this package, and nothing that a stranger says: there must be few
   * @param most - how many of the kind are said in a minute
   */
  say(kind: string, most: number, line: () => void): void {
    this.#minute ??= setTimeout(() => this.end(), MINUTE_MS).unref();
    const counted = this.#kinds.get(kind) ?? { said: 0, more: 0 };
    this.#kinds.set(kind, counted);
    if (counted.said >= most) return void counted.more++;
    counted.said++;
    line();
  }

  /** The minute is over, or the app. */
  end(): void {
    clearTimeout(this.#minute);
    this.#minute = undefined;
    const kinds = [...this.#kinds];
    this.#kinds.clear();
    for (const [kind, { more }] of kinds)
      if (more > 0) this.#log.warn({ more, kind }, 'more lines like it were left out in the last minute');
  }
}
