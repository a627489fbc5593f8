import { pino } from 'pino';
import type { Logger } from '../../call/logger.js';
import { OffhookError } from '../../errors/offhook-error.js';
import { prettyLine } from './pretty-line.js';
import { countLost, countRejected, type LostLines, SafeLog } from './safe-log.js';
import { standardOutput } from './standard-output.js';
import { MASKED } from '../../errors/masked.js';
import { wholeNumberProblem } from '../../core/whole-number.js';

const MAX_WAITING_BYTES = 1024 * 1024;

/** How the log is written. */
export interface LogOptions {
  /** What is left out below it: `trace` shows every line between Asterisk and the app, secrets masked. Default `info`. */
  readonly level?: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** For people instead of for programs. Default when standard output is a terminal. */
  readonly pretty?: boolean;
  /** Fields whose value is written as `[masked]`, with pino's paths: `customer.email`, `*.card`. Besides `pin`, `password`, `secret`. */
  readonly redact?: readonly string[];
  /**
   * Where lines go instead of to standard output. What it throws, a promise of it that rejects and its `error` event are counted
   * as lost lines; whether it waits, and what it keeps, is its own affair.
   */
  readonly to?: {
    write(line: string): unknown;
    on?(event: 'error', listener: (error: Error) => void): unknown;
  };
  /**
   * How much may wait while nobody reads standard output, or while its disk is full, bytes; default 1,048,576. What finds no room
   * is dropped and counted.
   */
  readonly mostWaitingBytes?: number;
}

const ALWAYS_MASKED = ['pin', 'password', 'secret', '*.pin', '*.password', '*.secret'];

/** Control characters that JSON leaves as they are, and those that turn the direction of text. */
const UNSAFE_IN_JSON = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Makes the logger of an app: pino, JSON lines on standard output, or lines for people on a terminal. What callers and Asterisk
 * say cannot forge a line or move a cursor: control and bidi characters are escaped in both forms. It never throws and never
 * waits: a line that nobody takes is kept for a while, then dropped, and a line says later how many.
 *
 * @param options - `level`, `pretty`, `redact`, `to`, `mostWaitingBytes`
 * @throws OffhookError AGI_OPTION when `mostWaitingBytes` is no number of bytes
 * @example
 * const logger = createLogger({ level: 'debug', redact: ['customer.email'] });
 * const app = createAgiApp({ controllers: [SalesController], logger });
 */
export function createLogger(options: LogOptions = {}): Logger {
  const { level = 'info', redact = [], pretty = process.stdout.isTTY } = options;
  const lost: LostLines = { count: 0 };
  const write = options.to === undefined ? toStandardOutput(options, lost, dropped) : toTarget(options.to, lost);
  const shape = pretty ? prettyLine : escaped;
  const logger = new SafeLog(
    pino(
      { name: 'offhook', level, redact: { paths: [...ALWAYS_MASKED, ...redact], censor: MASKED } },
      { write: (line: string) => write(shape(line)) },
    ),
    lost,
  );
  return logger;

  function dropped(linesDropped: number): void {
    logger.warn({ linesDropped }, 'lines of the log found no room and were dropped');
  }
}

type Write = (line: string) => void;

/** @param onRoom - told how many lines were dropped, once there is room again */
function toStandardOutput(options: LogOptions, lost: LostLines, onRoom: (linesDropped: number) => void): Write {
  const { mostWaitingBytes = MAX_WAITING_BYTES } = options;
  const problem = wholeNumberProblem(mostWaitingBytes, 1, undefined, 'bytes');
  if (problem !== undefined)
    throw new OffhookError('AGI_OPTION', { option: 'mostWaitingBytes', value: mostWaitingBytes, problem });
  const output = standardOutput();
  let dropped = 0;
  return (line) => {
    if (output.write(line, mostWaitingBytes)) return;
    lost.count++;
    if (dropped++ > 0) return;
    output.whenRoom(() => {
      const linesDropped = dropped;
      dropped = 0;
      onRoom(linesDropped);
    });
  };
}

/** A stream without a listener for its errors would end the process. */
function toTarget(to: NonNullable<LogOptions['to']>, lost: LostLines): Write {
  to.on?.('error', (error) => countLost(lost, error));
  return (line) => countRejected(to.write(line), lost);
}

const escaped = (line: string) =>
  line.replace(UNSAFE_IN_JSON, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
