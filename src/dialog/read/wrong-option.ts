import { wholeNumberProblem } from '../../core/whole-number.js';
import { OffhookError } from '../../errors/offhook-error.js';
import { ALL_KEYS, type TelephoneKey } from '../keys.js';

/** @internal @param reader - `read.integer()` @param option - its option that will not do */
export const wrongOption = (reader: string, option: string, value: unknown, problem: string) =>
  new OffhookError('AGI_OPTION', { option: `${option} of ${reader}`, value, problem });

/** @internal A whole number within limits, or an error that names the option. */
export function wholeOption(reader: string, option: string, value: number, from: number, to: number): number {
  const problem = wholeNumberProblem(value, from, to);
  if (problem !== undefined) throw wrongOption(reader, option, value, problem);
  return value;
}

/** @internal One key of a telephone, or an error that names the option. */
export function keyOption(reader: string, option: string, key: string): TelephoneKey {
  if (isKey(key)) return key;
  throw wrongOption(reader, option, key, 'one key of a telephone is needed: 0 to 9, * or #');
}

const isKey = (text: string): text is TelephoneKey => text.length === 1 && ALL_KEYS.includes(text);
