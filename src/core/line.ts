import { ArgumentError } from '../errors/offhook-error.js';

/** The arguments of one command by name, in the order they are sent. `undefined` leaves out this one and must not be followed by another. */
export type CommandArguments = Readonly<Record<string, string | number | undefined>>;

/** Bytes of a line without its line feed that Asterisk 17 and later read as one command. */
export const LINE_LIMIT = 8190;
/** The same for Asterisk 16 and earlier. */
export const LINE_LIMIT_16 = 2046;
/** Words of a line; a longer one whose tail is quoted kills the Asterisk process. */
export const WORD_LIMIT = 127;

const FORBIDDEN = {
  '\r': 'a carriage return cannot be sent: some that read the line take it for its end',
  '\n': 'a line feed cannot be sent: Asterisk would take what follows as a command of its own',
  '\0': 'a NUL character cannot be sent: Asterisk drops the rest of the line and reads the next command into it',
} as const;
const NEEDS_A_LOOK = /[\\"\r\n\0]/;
/** A word as Asterisk reads it: escaped characters, quoted stretches (the last one may lack its end) and anything but blanks. */
const WORD = /(?:\\.?|"(?:\\.|[^"\\])*(?:"|\\?$)|[^ \t"\\])+/gsu;

/**
 * Turns a command and its arguments into one line that can only be read as that: text is quoted, and what no quoting can
 * carry (a line feed would start a second command) is refused.
 *
 * @param verb - the command as Asterisk names it, `STREAM FILE`
 * @param args - by name, in order
 * @param limitBytes - longest line of the peer; default {@link LINE_LIMIT}
 * @param mark - put behind the first argument, where it ends; nothing in it needs quoting
 * @returns the line without its line feed
 * @throws {@link ArgumentError} naming the argument; nothing was sent
 * @example
 * encodeLine('SET VARIABLE', { name: 'X', value: 'say "hi"' }); // SET VARIABLE "X" "say \"hi\""
 */
export function encodeLine(
  verb: string,
  args: CommandArguments,
  limitBytes: number = LINE_LIMIT,
  mark: string = '',
): string {
  let line = verb;
  let words = verb.split(' ').length;
  let left = mark;
  for (const name in args) {
    const value = args[name];
    if (value === undefined) break;
    words++;
    line += typeof value === 'number' ? ` ${wholeNumber(verb, name, value)}` : ` "${quoted(verb, name, value)}${left}"`;
    left = '';
  }
  checkWords(verb, words);
  checkLength(verb, line, limitBytes);
  return line;
}

/**
 * Checks a line that was written by hand: one line, of a length and number of words that Asterisk survives.
 *
 * @internal
 */
export function checkRawLine(line: string, limitBytes: number): string {
  refuseForbidden('raw command', 'line', line);
  checkWords('raw command', line.match(WORD)?.length ?? 0);
  checkLength('raw command', line, limitBytes);
  return line;
}

function quoted(verb: string, name: string, value: string): string {
  if (typeof value !== 'string') throw refusedArgument(verb, name, value, 'it must be text');
  if (!value.isWellFormed()) throw refusedArgument(verb, name, value, 'half a surrogate pair cannot be sent as UTF-8');
  if (!NEEDS_A_LOOK.test(value)) return value;
  refuseForbidden(verb, name, value);
  return value.replace(/[\\"]/g, '\\$&');
}

function refuseForbidden(verb: string, name: string, value: string): void {
  const found = /[\r\n\0]/.exec(value)?.[0] as keyof typeof FORBIDDEN | undefined;
  if (found !== undefined) throw refusedArgument(verb, name, value, FORBIDDEN[found]);
}

function wholeNumber(verb: string, name: string, value: number): number {
  if (!Number.isSafeInteger(value)) throw refusedArgument(verb, name, value, 'a whole number is needed');
  return value;
}

function checkWords(command: string, words: number): void {
  if (words > WORD_LIMIT) throw new ArgumentError('AGI_TOO_MANY_WORDS', { command, words });
}

function checkLength(verb: string, line: string, limitBytes: number): void {
  if (line.length * 3 <= limitBytes) return;
  const bytes = Buffer.byteLength(line);
  if (bytes > limitBytes) throw new ArgumentError('AGI_LINE_TOO_LONG', { command: verb, bytes, limit: limitBytes });
}

/** @internal */
export function refusedArgument(command: string, argument: string, value: unknown, problem: string): ArgumentError {
  return new ArgumentError('AGI_ARGUMENT', { command, argument, value, problem });
}
