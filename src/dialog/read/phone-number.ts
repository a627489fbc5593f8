import { createRequire } from 'node:module';
import type * as libphonenumber from 'libphonenumber-js/min';
import type { CountryCode } from 'libphonenumber-js/min';
import { collect } from './collection.js';
import { Reader } from './reader.js';
import { notUnderstood, understood } from './reading.js';
import { wrongOption } from './wrong-option.js';

/** Its tables cost 12 MB and 55 ms: only apps that ask for numbers pay. Required, so that a wrong country is found where it is written. */
const load = (): typeof libphonenumber =>
  createRequire(import.meta.url)('libphonenumber-js/min') as typeof libphonenumber; // its own types

/** Niue and Saint Helena have four. */
const FEWEST_DIGITS = 4;
/** E.164 allows 15, after an international prefix of up to five (00700 in South Korea). */
const MAX_DIGITS = 20;
/** Callers look at a paper or at their phone while they type. */
const INTER_DIGIT_TIMEOUT_MS = 3_000;
/** What most of the world dials for the `+`, which no telephone sends as a tone. */
const PLUS = '00';

/**
 * A telephone number that can exist, as E.164 text: `+33612345678`.
 *
 * With a country, numbers may be typed as they are dialled there, and abroad with that country's prefix (`011` in the US).
 * Everywhere `00` and the country code will do; without a country, nothing else. The check is of the numbering plan: length
 * and leading digits, not whether anybody answers.
 *
 * The length is not known before the end, so an entry ends with the terminator or after 3000 ms.
 *
 * @param options - `country`: ISO 3166, two letters, such as `FR`
 * @throws OffhookError AGI_OPTION
 * @example
 * read.phoneNumber({ country: 'FR' }) // 0612345678 and 0033612345678 are +33612345678
 */
export function phoneNumber(options: { readonly country?: CountryCode } = {}): Reader<string> {
  const { country } = options;
  const { isSupportedCountry, parsePhoneNumberFromString } = load();
  const valid = (text: string, of?: CountryCode): string | undefined => {
    const number = parsePhoneNumberFromString(text, of);
    return number?.isValid() === true ? number.number : undefined;
  };
  if (country !== undefined && !isSupportedCountry(country)) {
    const problem = 'a country code of ISO 3166 is needed, two capital letters such as FR or GB';
    throw wrongOption('read.phoneNumber()', 'country', country, problem);
  }
  const collection = collect({
    minDigits: FEWEST_DIGITS,
    maxDigits: MAX_DIGITS,
    interDigitTimeoutMs: INTER_DIGIT_TIMEOUT_MS,
  });
  return new Reader(collection, (digits) => {
    const number =
      (country === undefined ? undefined : valid(digits, country)) ??
      (digits.startsWith(PLUS) ? valid(`+${digits.slice(PLUS.length)}`) : undefined);
    return number === undefined ? notUnderstood('notAPhoneNumber') : understood(number);
  });
}
