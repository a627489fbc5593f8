import { pino } from 'pino';
import type { Logger } from '../../call/logger.js';
import { prettyLine } from './pretty-line.js';

/** How the log is written. */
export interface LogOptions {
  /** What is left out below it: `trace` shows every line between Asterisk and the app, secrets masked. Default `info`. */
  readonly level?: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** For people instead of for programs. Default when standard output is a terminal. */
  readonly pretty?: boolean;
  /** Fields whose value is written as `[masked]`, with pino's paths: `customer.email`, `*.card`. Besides `pin`, `password`, `secret`. */
  readonly redact?: readonly string[];
  /** Where lines go; default standard output, each written before the call that logs it returns, so that no exit loses one. */
  readonly to?: { write(line: string): unknown };
}

const ALWAYS_MASKED = ['pin', 'password', 'secret', '*.pin', '*.password', '*.secret'];

/** Control characters that JSON leaves as they are, and those that turn the direction of text. */
const UNSAFE_IN_JSON = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Makes the logger of an app: pino, JSON lines on standard output, or lines for people on a terminal. What callers and Asterisk
 * say cannot forge a line or move a cursor: control and bidi characters are escaped in both forms.
 *
 * @param options - `level`, `pretty`, `redact`, `to`
 * @example
 * const app = await createAgiApp(parts, { logger: createLogger({ level: 'debug', redact: ['customer.email'] }) });
 */
export function createLogger(options: LogOptions = {}): Logger {
  const { level = 'info', redact = [], pretty = process.stdout.isTTY } = options;
  const to = options.to ?? pino.destination({ dest: 1, sync: true });
  const shape = pretty ? prettyLine : escaped;
  return pino(
    { name: 'offhook', level, redact: { paths: [...ALWAYS_MASKED, ...redact], censor: '[masked]' } },
    { write: (line: string) => to.write(shape(line)) },
  );
}

const escaped = (line: string) =>
  line.replace(UNSAFE_IN_JSON, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
