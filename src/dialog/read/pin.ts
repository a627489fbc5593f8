import { collect, MAX_KEYS } from './collection.js';
import { Reader } from './reader.js';
import { understood } from './reading.js';
import { wholeOption } from './wrong-option.js';

/**
 * A secret number: digits that are masked in the journal, in traces, logs and errors. The handler gets them in the clear, as text.
 *
 * What Asterisk itself writes down (DTMF log, `agi set debug`) is out of reach.
 *
 * The question's `cancelKey`, `*`, takes back what was typed; alone it cancels: the question goes to its `otherwise`, and whoever runs the dialog gets `gaveUp`.
 *
 * @param options - `length`: exactly so many digits, 1 to 1023
 * @throws OffhookError AGI_OPTION
 * @example
 * read.pin({ length: 4 })
 */
export function pin(options: { readonly length: number }): Reader<string> {
  const length = wholeOption('read.pin()', 'length', options.length, 1, MAX_KEYS);
  return new Reader(collect({ minDigits: length, maxDigits: length, masked: true }), understood);
}
