import type { Logger } from 'offhook';

/** Keeps what the app logs, as text. */
export class Log implements Logger {
  constructor(readonly lines: string[] = []) {}
  trace = this.#at('trace');
  debug = this.#at('debug');
  info = this.#at('info');
  warn = this.#at('warn');
  error = this.#at('error');
  child = () => new Log(this.lines);

  #at(level: string) {
    return (...line: unknown[]) => void this.lines.push(`${level} ${JSON.stringify(line)}`);
  }
}
