import { fileName } from '../checked-file.js';
import { keyOf, unlessHungUp } from '../codecs.js';
import { refusedArgument } from '../line.js';
import { epochSeconds, type EscapeDigits, type Key, keyList, LARGEST_INT, wholeNumber } from '../values.js';
import { type CommandAnswer, defineCommand } from './define-command.js';

/** How a SAY command ended. */
export type SayResult =
  | { readonly kind: 'finished' }
  | { readonly kind: 'key'; readonly key: Key }
  /** A sound of the channel's language is missing, or cannot be played. */
  | { readonly kind: 'notPlayed' };

/** Which letters SAY ALPHA announces as upper or lower case. */
export type LetterCase = 'all' | 'lower' | 'upper' | 'none';

/** What a number counts, for the languages whose words depend on it: male, female, neuter, common. */
export type Gender = 'm' | 'f' | 'n' | 'c';

/** Weekday, month, day, year, "at", hour, minute, am or pm. */
const DATE_TIME_FORMAT = "ABdY 'digits/at' IMp";

const said = (answer: CommandAnswer): SayResult | Promise<SayResult> => {
  if (answer.result === '0') return { kind: 'finished' };
  if (answer.result === '-1') return unlessHungUp(answer, () => ({ kind: 'notPlayed' }) as const);
  return { kind: 'key', key: keyOf(answer) };
};

const now = () => new Date();

/**
 * Says text letter by letter.
 *
 * @param text - characters without a sound are skipped
 * @param escapeDigits - keys that stop it; default '' (none, as streamFile)
 * @param letterCase - which letters are announced as upper or lower case; default: none (as Asterisk; only sent when given, because Asterisk 16 may lack the sounds)
 * @returns `finished`, `key` with the key, or `notPlayed` when a sound cannot be played
 * @throws HangUpError when the caller hangs up or is gone
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/say_alpha | Asterisk: SAY ALPHA}
 * @example
 * await channel.sayAlpha('AB12', '#');
 */
export const sayAlpha = defineCommand('SAY ALPHA', {
  encode: (text: string, escapeDigits: EscapeDigits = '', letterCase?: LetterCase) => ({
    text,
    escapeDigits: keyList('SAY ALPHA', 'escapeDigits', escapeDigits),
    letterCase: letterCase?.charAt(0),
  }),
  decode: said,
});

/**
 * Says a day: "Monday, November 23, 2026".
 *
 * @param when - a Date or whole seconds since 1970; default: now (as pystrix)
 * @param escapeDigits - keys that stop it; default '' (none, as streamFile)
 * @returns `finished`, `key` with the key, or `notPlayed` when a sound is missing
 * @throws HangUpError when the caller hangs up or is gone
 * @remarks In the time zone of the Asterisk server; sayDateTime takes another.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/say_date | Asterisk: SAY DATE}
 * @example
 * await channel.sayDate(new Date('2026-11-23'));
 */
export const sayDate = defineCommand('SAY DATE', {
  encode: (when: Date | number = now(), escapeDigits: EscapeDigits = '') => ({
    when: epochSeconds('SAY DATE', 'when', when),
    escapeDigits: keyList('SAY DATE', 'escapeDigits', escapeDigits),
  }),
  decode: said,
});

/**
 * Says a moment in a format and a time zone.
 *
 * @param when - a Date or whole seconds since 1970; default: now (as pystrix)
 * @param escapeDigits - keys that stop it; default '' (none, as streamFile)
 * @param format - Asterisk's letters: A weekday, B month, d day, Y year, I hour of 12, H of 24, M minute, p am or pm, Q relative day, `'file'` a sound; default "ABdY 'digits/at' IMp" (as pystrix)
 * @param zone - such as `Europe/Paris`; default: the server's (as Asterisk)
 * @returns `finished`, `key` with the key, or `notPlayed` when a sound is missing
 * @throws HangUpError when the caller hangs up or is gone
 * @remarks An unknown zone or letter is no error.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/say_datetime | Asterisk: SAY DATETIME}
 * @example
 * await channel.sayDateTime(new Date(), '#', "ABd 'digits/at' IMp", 'Europe/Paris');
 */
export const sayDateTime = defineCommand('SAY DATETIME', {
  encode: (
    when: Date | number = now(),
    escapeDigits: EscapeDigits = '',
    format: string = DATE_TIME_FORMAT,
    zone?: string,
  ) => ({
    when: epochSeconds('SAY DATETIME', 'when', when),
    escapeDigits: keyList('SAY DATETIME', 'escapeDigits', escapeDigits),
    format: soundsOf(format),
    zone: zone === undefined ? undefined : fileName('SAY DATETIME', 'zone', zone),
  }),
  decode: said,
});

/**
 * Says digits one by one: "0012" is "zero zero one two".
 *
 * @param digits - digits, `*`, `#` and `-`, beginning with a digit or `-` and a digit
 * @param escapeDigits - keys that stop it; default '' (none, as streamFile)
 * @returns `finished`, `key` with the key, or `notPlayed` when a sound cannot be played
 * @throws HangUpError when the caller hangs up or is gone
 * @remarks Asterisk refuses text that does not begin like a number; sayAlpha says `*12`.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/say_digits | Asterisk: SAY DIGITS}
 * @example
 * const said = await channel.sayDigits('0012', '#');
 */
export const sayDigits = defineCommand('SAY DIGITS', {
  encode: (digits: string, escapeDigits: EscapeDigits = '') => {
    if (!/^-?[0-9][0-9*#-]*$/.test(digits)) {
      throw refusedArgument(
        'SAY DIGITS',
        'digits',
        digits,
        'digits, * and # are needed, and Asterisk wants a digit first',
      );
    }
    return { digits, escapeDigits: keyList('SAY DIGITS', 'escapeDigits', escapeDigits) };
  },
  decode: said,
});

/**
 * Says a number as one: 123 is "one hundred twenty three".
 *
 * @param value - whole, -2147483648 to 2147483647; Asterisk says larger ones wrong without an error
 * @param escapeDigits - keys that stop it; default '' (none, as streamFile)
 * @param gender - for languages that need it; default: the language's own (as Asterisk)
 * @returns `finished`, `key` with the key, or `notPlayed` when a sound is missing
 * @throws HangUpError when the caller hangs up or is gone
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/say_number | Asterisk: SAY NUMBER}
 * @example
 * await channel.sayNumber(123);
 */
export const sayNumber = defineCommand('SAY NUMBER', {
  encode: (value: number, escapeDigits: EscapeDigits = '', gender?: Gender) => ({
    value: wholeNumber('SAY NUMBER', 'value', value, -LARGEST_INT - 1, LARGEST_INT, 'Asterisk says larger ones wrong'),
    escapeDigits: keyList('SAY NUMBER', 'escapeDigits', escapeDigits),
    gender,
  }),
  decode: said,
});

/**
 * Says text in the spelling alphabet: "alpha", "bravo".
 *
 * @param text - characters without a sound are skipped
 * @param escapeDigits - keys that stop it; default '' (none, as streamFile)
 * @returns `finished`, `key` with the key, or `notPlayed` when a sound cannot be played
 * @throws HangUpError when the caller hangs up or is gone
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/say_phonetic | Asterisk: SAY PHONETIC}
 * @example
 * await channel.sayPhonetic('AB');
 */
export const sayPhonetic = defineCommand('SAY PHONETIC', {
  encode: (text: string, escapeDigits: EscapeDigits = '') => ({
    text,
    escapeDigits: keyList('SAY PHONETIC', 'escapeDigits', escapeDigits),
  }),
  decode: said,
});

/**
 * Says a time of day: "five thirty p.m.".
 *
 * @param when - a Date or whole seconds since 1970; default: now (as pystrix)
 * @param escapeDigits - keys that stop it; default '' (none, as streamFile)
 * @returns `finished`, `key` with the key, or `notPlayed` when a sound is missing
 * @throws HangUpError when the caller hangs up or is gone
 * @remarks In the time zone of the Asterisk server; sayDateTime takes another.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/say_time | Asterisk: SAY TIME}
 * @example
 * await channel.sayTime();
 */
export const sayTime = defineCommand('SAY TIME', {
  encode: (when: Date | number = now(), escapeDigits: EscapeDigits = '') => ({
    when: epochSeconds('SAY TIME', 'when', when),
    escapeDigits: keyList('SAY TIME', 'escapeDigits', escapeDigits),
  }),
  decode: said,
});

/** A format's own sounds are named like any other. */
function soundsOf(format: string): string {
  for (const [, file = ''] of String(format).matchAll(/'([^']*)/g)) fileName('SAY DATETIME', 'format', file);
  return format;
}
