import type { Logger } from '../../src/call/logger.js';

/** One line as it was logged. */
export interface LogLine {
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A logger that keeps its lines; children write to the same list. */
export class RecordingLogger implements Logger {
  constructor(
    readonly lines: LogLine[] = [],
    private readonly bound: Readonly<Record<string, unknown>> = {},
  ) {}

  at(level: LogLine['level']): readonly LogLine[] {
    return this.lines.filter((line) => line.level === level);
  }

  trace = this.#writer('trace');
  debug = this.#writer('debug');
  info = this.#writer('info');
  warn = this.#writer('warn');
  error = this.#writer('error');

  /** The lines of the wire would be most of what it keeps. */
  isLevelEnabled = (): boolean => false;

  child(fields: Record<string, unknown>): Logger {
    return new RecordingLogger(this.lines, { ...this.bound, ...fields });
  }

  #writer(level: LogLine['level']) {
    return (fields: object | string, message = ''): void => {
      const isText = typeof fields === 'string';
      this.lines.push({
        level,
        message: isText ? fields : message,
        fields: { ...this.bound, ...(isText ? {} : fields) },
      });
    };
  }
}
