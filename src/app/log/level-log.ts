import type { Logger } from '../../call/logger.js';

/** The levels of a line. */
export type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error';

/** A logger that does the same with a line of every level. */
export abstract class LevelLog implements Logger {
  trace(fields: object, message?: string): void {
    this.say('trace', fields, message);
  }

  debug(fields: object, message?: string): void {
    this.say('debug', fields, message);
  }

  info(fields: object | string, message?: string): void {
    this.say('info', fields, message);
  }

  warn(fields: object | string, message?: string): void {
    this.say('warn', fields, message);
  }

  error(fields: object | string, message?: string): void {
    this.say('error', fields, message);
  }

  abstract isLevelEnabled(level: 'trace'): boolean;

  abstract child(fields: Record<string, unknown>): Logger;

  protected abstract say(level: Level, fields: object | string, message: string | undefined): void;
}
