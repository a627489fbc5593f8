import { collect, DIGITS } from './collection.js';
import { Reader } from './reader.js';
import { notUnderstood, understood } from './reading.js';
import { wholeOption } from './wrong-option.js';

/**
 * A whole number. Leading zeros do not matter as long as they fit: with a `max` of 999, `007` is 7.
 *
 * An entry with as many digits as `max` is complete without a terminator. With a `max` of one digit, only the keys from `min` to
 * `max` count, so that 0 or 9 stay free for links.
 *
 * @param options - `min` and `max`, both allowed; from 0 to 2^53 - 1
 * @throws OffhookError AGI_OPTION
 * @example
 * read.integer({ min: 1, max: 5 })
 */
export function integer({ min, max }: { readonly min: number; readonly max: number }): Reader<number> {
  wholeOption('read.integer()', 'max', max, 0, Number.MAX_SAFE_INTEGER);
  wholeOption('read.integer()', 'min', min, 0, max);
  const collection = collect({
    minDigits: String(min).length,
    maxDigits: String(max).length,
    alphabet: max <= 9 ? DIGITS.slice(min, max + 1) : DIGITS,
  });
  return new Reader(collection, (digits) => {
    const value = Number(digits);
    return value >= min && value <= max ? understood(value) : notUnderstood('outOfRange');
  });
}
