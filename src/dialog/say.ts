import { flatten, type Prompt, type PromptItem } from './prompt.js';
import { ArgumentError } from '../errors/offhook-error.js';

/** Said right by SAY NUMBER: 32 bits with a sign. Asterisk says larger ones wrong without an error. */
const LARGEST_NUMBER = 2 ** 31 - 1;

/**
 * What a caller hears that is no sound file. Numbers, dates and letters are said by Asterisk in the channel's language.
 *
 * @example
 * menu('queue/you-are', say.number(3), 'queue/options')
 */
export const say = {
  /** Digit by digit: `0012` is "zero zero one two". @param text - begins with 0 to 9; `*` and `#` may follow */
  digits(text: string): PromptItem {
    if (!/^[0-9][0-9*#]*$/.test(text)) throw refused('say.digits', text, 'digits are needed, and one of 0 to 9 first');
    return { kind: 'digits', text };
  },

  /** As one number. @param value - whole, 32 bits with a sign; say larger ones with `say.digits` */
  number(value: number, options: { readonly gender?: 'm' | 'f' | 'n' | 'c' } = {}): PromptItem {
    if (!Number.isInteger(value) || Math.abs(value) > LARGEST_NUMBER) {
      throw refused('say.number', value, `a whole number up to ${LARGEST_NUMBER} is needed`);
    }
    return { kind: 'number', value, ...options };
  },

  /** Letter by letter. Characters without a sound are skipped. */
  spelled(text: string): PromptItem {
    return { kind: 'spelled', text };
  },

  /** Letter by letter in the spelling alphabet: "alpha", "bravo". */
  phonetic(text: string): PromptItem {
    return { kind: 'phonetic', text };
  },

  /** A day or a time. @param options - `format` in Asterisk's letters, default `ABdY 'digits/at' IMp`; `zone` like `Europe/Paris`, default Asterisk's */
  date(date: Date, options: { readonly format?: string; readonly zone?: string } = {}): PromptItem {
    const epochSeconds = Math.floor(date.getTime() / 1000);
    if (!Number.isSafeInteger(epochSeconds)) throw refused('say.date', date, 'a valid date is needed');
    return { kind: 'date', epochSeconds, ...options };
  },

  /** Nothing for a while. @param options - `durationMs` from 1 */
  silence(options: { readonly durationMs: number }): PromptItem {
    if (!Number.isInteger(options.durationMs) || options.durationMs < 1) {
      throw refused('say.silence', options.durationMs, 'durationMs must be a whole number from 1');
    }
    return { kind: 'silence', durationMs: options.durationMs };
  },

  /**
   * Heard to the end, whatever the caller presses.
   *
   * @param options - `dropTypedKeys`: forget the keys pressed meanwhile and before, default true; `false` keeps them for the
   *   next question, at the price of a click in the sound
   */
  withoutBargeIn(prompt: Prompt, options: { readonly dropTypedKeys?: boolean } = {}): PromptItem {
    const items = flatten(prompt, 'say.withoutBargeIn()').flatMap((item) =>
      item.kind === 'withoutBargeIn' ? item.items : [item],
    );
    return { kind: 'withoutBargeIn', items, keepsKeys: options.dropTypedKeys === false };
  },
} as const;

const refused = (command: string, value: unknown, problem: string) =>
  new ArgumentError('AGI_ARGUMENT', { command, argument: 'value', value, problem });
