import type { CheckContext } from '../../../src/dialog/read/reader.js';
import { type Reader, readValue } from '../../../src/dialog/read/reader.js';
import type { Reading } from '../../../src/dialog/read/reading.js';

/** What the engine would hand to the checks of the first entry. */
export function checkContext(digits: string, special: Partial<CheckContext> = {}): CheckContext {
  return {
    signal: new AbortController().signal,
    attempt: 1,
    digits,
    get: () => {
      throw new Error('no services here');
    },
    ...special,
  };
}

/** Reads an entry as the engine would. */
export const reading = <V>(reader: Reader<V>, digits: string): Promise<Reading<V>> =>
  readValue(reader, digits, checkContext(digits));

/** The value of an entry, or the reason why it is none. */
export async function valueOrReason<V>(reader: Reader<V>, digits: string): Promise<V | string> {
  const read = await reading(reader, digits);
  return read.kind === 'value' ? read.value : read.reason;
}
