import { matchKeys, parseKeyPattern } from '../key-pattern.js';
import { refusedArgument } from '../line.js';

/** What an extension of the dialplan may consist of. */
const KEYS = '0123456789*#+ABCD';

/**
 * Whether digits fit an extension as the dialplan writes it: `201`, or a pattern such as `_2XX`, `_0[1-9].`.
 *
 * @param pattern - after `_`: `X` 0-9, `Z` 1-9, `N` 2-9, `[13-5]`, and at the end `.` (one or more keys) or `!` (any number)
 * @throws ArgumentError when it is no such pattern
 * @internal
 */
export function fitsPattern(pattern: string, digits: string): boolean {
  // Asterisk passes over dashes.
  if (!pattern.startsWith('_')) return pattern.replaceAll('-', '') === digits;
  const parsed = parseKeyPattern(pattern, KEYS);
  if (typeof parsed !== 'string') return matchKeys(parsed, digits, undefined, KEYS).isExact;
  throw refusedArgument(
    'extension',
    'allow',
    pattern,
    'it is no pattern of the dialplan, such as _2XX, _9[1-5]X or _0.',
  );
}
