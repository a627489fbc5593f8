import { collect, MAX_KEYS } from './collection.js';
import { Reader } from './reader.js';
import { understood } from './reading.js';
import { wholeOption } from './wrong-option.js';

/** How many digits: exactly so many, or from `min` (default 1; 0 allows an empty entry) to `max`. 1023 at most. */
export type DigitsOptions = { readonly length: number } | { readonly min?: number; readonly max: number };

/**
 * Digits as text, leading zeros kept: an order number, a customer number.
 *
 * The question's `cancelKey`, `*`, takes back what was typed; alone it cancels: the question goes to its `otherwise`, and whoever runs the dialog gets `gaveUp`.
 *
 * @param options - `length`, or `min` (default 1) and `max`; an entry of the largest length is complete without a terminator
 * @throws OffhookError AGI_OPTION
 * @example
 * read.digits({ length: 4 })
 * read.digits({ min: 6, max: 10 })
 */
export function digits(options: DigitsOptions): Reader<string> {
  const [minDigits, maxDigits] =
    'length' in options
      ? [options.length, wholeOption('read.digits()', 'length', options.length, 1, MAX_KEYS)]
      : [options.min ?? 1, wholeOption('read.digits()', 'max', options.max, 1, MAX_KEYS)];
  wholeOption('read.digits()', 'min', minDigits, 0, maxDigits);
  return new Reader(collect({ minDigits, maxDigits }), understood);
}
