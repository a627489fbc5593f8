import { type FileName, writtenFile } from '../checked-file.js';
import type { AgiCommand } from '../commands/define-command.js';
import type { RecordingFormat } from '../commands/media.js';
import { refusedArgument } from '../line.js';
import { wholeNumber } from '../values.js';
import { optionString } from './option-string.js';
import { type OutcomeVariables, runApplication, wholeSeconds } from './run-application.js';

/** How Record records. */
export interface RecordApplicationOptions {
  /** File format and extension; default 'wav' (plays everywhere). */
  readonly format?: RecordingFormat;
  /** Longest recording, milliseconds from 1; Asterisk counts whole seconds, so it is rounded up; default: no limit (as Asterisk). */
  readonly maxDurationMs?: number;
  /** Silence that ends it, whole seconds from 1; default: none (as Asterisk). */
  readonly silenceSeconds?: number;
  /** Which keys end it; default `#` (as Asterisk). */
  readonly stopKey?: '#' | '*' | 'any' | 'none';
  /** Whether a beep asks the caller to speak; default true (as Asterisk). */
  readonly beep?: boolean;
  /** Appends to a file that exists; default false (as Asterisk). */
  readonly append?: boolean;
  /** Keeps what a caller said who hung up; default true, where Asterisk throws it away. */
  readonly keepAfterHangup?: boolean;
}

/** What ended a recording. After `hungUp` the file is there and the call is over. */
export interface RecordApplicationResult {
  readonly kind: 'key' | 'silence' | 'timeLimit' | 'hungUp';
  /** The file without its extension; with the number that took the place of `%d`. */
  readonly file: string;
}

const KINDS: Readonly<Record<string, RecordApplicationResult['kind']>> = {
  DTMF: 'key',
  SILENCE: 'silence',
  TIMEOUT: 'timeLimit',
  HANGUP: 'hungUp',
};
const STOP_KEYS = { '#': '', '*': 't', any: 'y', none: 'x' } as const;
const VARIABLES = ['RECORD_STATUS', 'RECORDED_FILE'] as const;

/**
 * Records what the caller says with the application Record, which can count: `%d` in the name becomes the first number for
 * which there is no file yet.
 *
 * The command RECORD FILE (`recordFile`) cannot: it takes `%d` as it stands and sets no RECORDED_FILE. It tells the length
 * and the key instead; prefer it when the name is your own.
 *
 * @param file - name below the sounds folder, or what absoluteFile gives, without extension; `%d` may stand in it once
 * @param options - format, limits and keys
 * @returns what ended it, and the file's name
 * @throws ArgumentError for a text that is a path, and for another `%` in the name; CommandError when it could not be recorded; HangUpError when the caller
 * hung up and nothing was kept
 * @remarks Answers the call when it is not yet answered. Asterisk looks for the free number without a lock: two calls that
 * begin in the same moment may get the same one.
 * @see Asterisk: Record
 * @example
 * const { file } = await channel.record('complaint-%d', { maxDurationMs: 60_000, silenceSeconds: 3 });
 */
export function record(file: FileName, options: RecordApplicationOptions = {}): AgiCommand<RecordApplicationResult> {
  const { format = 'wav', maxDurationMs, silenceSeconds, stopKey = '#', keepAfterHangup = true } = options;
  const name = writtenFile('Record', 'file', file);
  if (name.replace('%d', '').includes('%')) {
    throw refusedArgument('Record', 'file', name, '% may stand in it once, as %d: Asterisk puts a number there');
  }
  if (!/^\w+$/.test(format)) throw refusedArgument('Record', 'format', format, 'a format is a word such as wav or gsm');
  const parts = [
    `${name}.${format}`,
    silenceSeconds === undefined ? '' : String(wholeNumber('Record', 'silenceSeconds', silenceSeconds, 1)),
    maxDurationMs === undefined ? '' : String(wholeSeconds(wholeNumber('Record', 'maxDurationMs', maxDurationMs, 1))),
    STOP_KEYS[stopKey] + optionString({ q: !(options.beep ?? true), a: options.append ?? false, k: keepAfterHangup }),
  ];
  return runApplication('Record', parts, {
    variables: VARIABLES,
    read: resultOf,
    readAfterHangup: (left) => (keepAfterHangup ? resultOf(left) : undefined),
  });
}

function resultOf(left: OutcomeVariables<(typeof VARIABLES)[number]>): RecordApplicationResult | undefined {
  const kind = Object.hasOwn(KINDS, left.RECORD_STATUS) ? KINDS[left.RECORD_STATUS] : undefined;
  return kind && { kind, file: left.RECORDED_FILE };
}
