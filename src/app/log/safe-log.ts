import type { Logger } from '../../call/logger.js';
import { loggableFields, writableFields } from '../../errors/loggable.js';
import { printable } from '../../errors/printable.js';
import { type Level, LevelLog } from './level-log.js';

/** Lines that were lost, counted by whoever loses them. */
export interface LostLines {
  count: number;
}

/**
 * A logger that never throws, whatever it is given and whatever is behind it: no call depends on its log. A line that the logger
 * behind it throws at is counted as lost.
 */
export class SafeLog extends LevelLog {
  readonly #inner: Logger;
  readonly #lost: LostLines;

  /** @param lost - shared with its children and with what is behind it */
  constructor(inner: Logger, lost: LostLines) {
    super();
    this.#inner = inner;
    this.#lost = lost;
  }

  /** @returns it itself where it is safe already */
  static of(logger: Logger): SafeLog {
    return logger instanceof SafeLog ? logger : new SafeLog(logger, { count: 0 });
  }

  /** Lines that nobody will read: of it, of its children, and of what they were made of. */
  get linesDropped(): number {
    return this.#lost.count;
  }

  override isLevelEnabled(level: 'trace'): boolean {
    try {
      return this.#inner.isLevelEnabled?.(level) ?? true;
    } catch {
      return false;
    }
  }

  override child(fields: Record<string, unknown>): Logger {
    try {
      return new SafeLog(this.#inner.child(loggableFields(fields) as Record<string, unknown>), this.#lost);
    } catch {
      // Its lines say less then, but they are said.
      return this;
    }
  }

  protected override say(level: Level, fields: object | string, message: string | undefined): void {
    try {
      // The two forms of a logger's methods.
      if (typeof fields === 'object' && fields !== null) this.#sayFields(level, loggableFields(fields), message);
      else countRejected(this.#inner[level as 'info'](fields), this.#lost);
    } catch (error) {
      countLost(this.#lost, error);
    }
  }

  #sayFields(level: Level, fields: object, message: string | undefined): void {
    try {
      countRejected(this.#inner[level](fields, message), this.#lost);
    } catch (error) {
      // A row whose getter throws, a proxy: the rest of the line is worth being said.
      const writable = writableFields(fields);
      if (writable === undefined) throw error;
      countRejected(this.#inner[level](writable, message), this.#lost);
    }
  }
}

/** A method that is async after all: its rejection would end the process. */
export function countRejected(result: unknown, lost: LostLines): void {
  if (result instanceof Promise) result.catch((error: unknown) => countLost(lost, error));
}

/** Loggers whose failure was said once. */
const complained = new WeakSet<LostLines>();

/** Counts a line that was lost because what had to write it failed; the first time it is said where there is no logger: on standard error. */
export function countLost(lost: LostLines, error: unknown): void {
  lost.count++;
  if (complained.has(lost)) return;
  complained.add(lost);
  process.emitWarning(`The logger failed, and its line was lost; further ones are counted only: ${printable(error)}`);
}
