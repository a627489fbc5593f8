import { refusedArgument } from './line.js';
import { wholeNumberProblem } from './whole-number.js';

/** A key of a telephone. A to D exist on few; callers' voices can fake them. */
export type Key = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '*' | '#' | 'A' | 'B' | 'C' | 'D';

/** The keys of every telephone. */
export const ALL_KEYS = '0123456789*#';

/** Keys that stop a command: `'12#'`, or a list that may mix texts and numbers, `[1, 2, '#']`. Nothing stops it when empty. */
export type EscapeDigits = string | readonly (string | number)[];

/** The largest number Asterisk reads where it expects one: its C `int`. */
export const LARGEST_INT = 2 ** 31 - 1;

/** The most seconds that Asterisk can turn into milliseconds of that size. */
export const MAX_SECONDS = Math.floor(LARGEST_INT / 1000);

/** The timeout that never ends. */
export const NO_TIMEOUT = -1;

const ONLY_KEYS = /^[0-9*#A-D]*$/;

/** The key for each code that Asterisk may answer with: the key's ASCII code in decimal digits. */
const KEY_BY_CODE = new Map(`${ALL_KEYS}ABCD`.split('').map((key) => [String(key.charCodeAt(0)), key as Key]));

/**
 * Reads what Asterisk answers for a pressed key.
 *
 * @param result - `49` for the key 1
 * @returns undefined when it stands for no key
 * @internal
 */
export const keyByCode = (result: string): Key | undefined => KEY_BY_CODE.get(result);

/** @internal Escape digits as the one word that Asterisk takes. */
export function keyList(command: string, argument: string, digits: EscapeDigits): string {
  const text = Array.isArray(digits) ? digits.join('') : digits;
  if (typeof text !== 'string' || !ONLY_KEYS.test(text))
    throw refusedArgument(command, argument, text, 'only 0-9, *, # and A-D are on a telephone');
  return text;
}

/** @internal One key, or nothing. */
export function oneKey(command: string, argument: string, key: string): string {
  if (key.length !== 1) throw refusedArgument(command, argument, key, 'exactly one key is needed');
  return keyList(command, argument, key);
}

/** @internal A number that Asterisk reads as it is meant: whole and within its range. `why` explains a limit that surprises. */
export function wholeNumber(
  command: string,
  argument: string,
  value: number,
  from: number,
  to = LARGEST_INT,
  why = '',
): number {
  const problem = wholeNumberProblem(value, from, to);
  if (problem !== undefined) throw refusedArgument(command, argument, value, `${problem}${why && `: ${why}`}`);
  return value;
}

/** @internal A moment as Asterisk takes it. */
export function epochSeconds(command: string, argument: string, when: Date | number): number {
  const seconds = typeof when === 'number' ? when : Math.floor(when.getTime() / 1000);
  if (!Number.isSafeInteger(seconds))
    throw refusedArgument(command, argument, when, 'a valid date or whole seconds since 1970 are needed');
  return seconds;
}
