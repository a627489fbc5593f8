import { LARGEST_INT } from '../core/values.js';
import { languageProblem } from './language.js';
import { flatten, type PluralItems, type Prompt, type PromptItem, partsOf } from './prompt.js';
import { ArgumentError } from '../errors/offhook-error.js';
import type { CalendarDate } from './read/date.js';
import type { TimeOfDay } from './read/time.js';
import { decimalsOf, type Money } from './money.js';

/** Asterisk's letters: weekday, month, day and year; hour and minute of twelve, am or pm. */
const DAY = 'ABdY';
const TIME = 'IMp';

const RULES = ['zero', 'one', 'two', 'few', 'many', 'other'] as const satisfies Intl.LDMLPluralRule[];

/** What is said for a count, by the words that the language has: `{ one: 'order', other: 'orders' }`. `other` is for those that are left out. */
export type PluralPrompts = Readonly<Partial<Record<Intl.LDMLPluralRule, Prompt>>>;

/** How `say.date`, `say.day` and `say.time` say a moment. */
export interface DateOptions {
  /** Asterisk's letters, such as `ABdY 'digits/at' IMp`. */
  readonly format?: string;
  /** Such as `Europe/Paris`; default Asterisk's. */
  readonly zone?: string;
}

/** What `say.money` says behind the numbers. */
export interface MoneyOptions {
  /** The whole unit. Default: the sounds `money/eur-one`, `money/eur-other` and so on, by the currency. */
  readonly unit?: PluralPrompts;
  /** Its smallest part. Default: the sounds `money/eur-minor-one`, `money/eur-minor-other` and so on. */
  readonly minorUnit?: PluralPrompts;
}

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
    if (!Number.isInteger(value) || Math.abs(value) > LARGEST_INT) {
      // Asterisk says larger ones wrong without an error.
      throw refused('say.number', value, `a whole number up to ${LARGEST_INT} is needed`);
    }
    return { kind: 'number', value, ...options };
  },

  /**
   * An amount of money: `12*50` is the number 12, the unit, the number 50, the smaller unit. Asterisk has no words for money:
   * record the units, in each language.
   *
   * @param amount - what `read.amount` gives; as text of digits where it is too large for a number
   * @param options - `unit` and `minorUnit`, what is heard behind the numbers, by count
   */
  money({ minor, currency }: Money, options: MoneyOptions = {}): Prompt {
    const scale = 10n ** BigInt(decimalsOf(currency, 'currency of say.money()'));
    const amount = minor < 0n ? -minor : minor;
    const [units, rest] = [amount / scale, amount % scale];
    const sound = `money/${currency.toLowerCase()}`;
    const whole = counted(units, options.unit ?? soundsOf(sound));
    const part = counted(rest, options.minorUnit ?? soundsOf(`${sound}-minor`));
    return [minor < 0n ? 'digits/minus' : [], units > 0n || rest === 0n ? whole : [], rest > 0n ? part : []];
  },

  /** Letter by letter. Characters without a sound are skipped. */
  spelled(text: string): PromptItem {
    return { kind: 'spelled', text };
  },

  /** Letter by letter in the spelling alphabet: "alpha", "bravo". */
  phonetic(text: string): PromptItem {
    return { kind: 'phonetic', text };
  },

  /** A day and a time. @param options - `format` in Asterisk's letters, default `ABdY 'digits/at' IMp`; `zone` like `Europe/Paris`, default Asterisk's */
  date(date: Date, options: DateOptions = {}): PromptItem {
    return dateItem('say.date', date, options);
  },

  /** A day without a time. @param day - a moment, or a day of the calendar as `read.date` gives it */
  day(day: Date | CalendarDate, options: DateOptions = {}): PromptItem {
    if (day instanceof Date) return dateItem('say.day', day, { format: DAY, ...options });
    const noon = new Date(Date.UTC(day.year, day.month - 1, day.day, 12));
    return dateItem('say.day', noon, { format: DAY, ...options, zone: 'UTC' });
  },

  /** A time without a day. @param time - a moment, or a time of the day as `read.time` gives it */
  time(time: Date | TimeOfDay, options: DateOptions = {}): PromptItem {
    if (time instanceof Date) return dateItem('say.time', time, { format: TIME, ...options });
    const moment = new Date(Date.UTC(2000, 0, 1, time.hour, time.minute));
    return dateItem('say.time', moment, { format: TIME, ...options, zone: 'UTC' });
  },

  /** Nothing for a while. @param options - `durationMs` from 1 */
  silence(options: { readonly durationMs: number }): PromptItem {
    return { kind: 'silence', durationMs: lasting('say.silence', options.durationMs) };
  },

  /**
   * A tone, made by Asterisk: no sound file is needed.
   *
   * @param tone - a name out of indications.conf, such as `busy`, or frequencies and times: `350+440/500,0/500`
   * @param options - `durationMs` from 1
   */
  tone(tone: string, options: { readonly durationMs: number }): PromptItem {
    if (!/^[\w!+*/.,~-]+$/.test(tone)) throw refused('say.tone', tone, 'a name or a list of tones is needed');
    return { kind: 'tone', tone, durationMs: lasting('say.tone', options.durationMs) };
  },

  /** A prompt that is heard only on a condition; for what a menu method or a prompt function gives. @param otherwise - default nothing */
  when(condition: boolean, prompt: Prompt, otherwise: Prompt = []): Prompt {
    return condition ? prompt : otherwise;
  },

  /**
   * A prompt for each language, where they differ by more than their sounds. The caller hears that of their language (`en_AU`, then
   * `en`), else the one called `other`, else the first.
   *
   * @param prompts - by language as Asterisk writes it
   */
  byLanguage(prompts: Readonly<Record<string, Prompt>>): PromptItem {
    return { kind: 'byLanguage', sets: itemsOf(prompts, 'say.byLanguage()') };
  },

  /** A prompt in another language than the caller's: "pour le français, tapez 2". @param language - as Asterisk writes it */
  inLanguage(language: string, prompt: Prompt): PromptItem {
    const problem = languageProblem(language);
    if (problem !== undefined) throw refused('say.inLanguage', language, problem);
    return { kind: 'inLanguage', language, items: flatten(prompt, 'say.inLanguage()') };
  },

  /**
   * The words that go with a count, in the language of the caller: "order" or "orders", and whatever else their language has.
   *
   * @param count - what is counted; it is not said
   */
  plural(count: number, prompts: PluralPrompts): PromptItem {
    return { kind: 'plural', count, sets: itemsOf(prompts, 'say.plural()') };
  },

  /**
   * Heard to the end, whatever the caller presses.
   *
   * @param options - `dropTypedKeys`: forget the keys pressed meanwhile and before, default true; `false` keeps them for the
   *   next question, at the price of a click in the sound; only for sound files and silence
   */
  withoutBargeIn(prompt: Prompt, options: { readonly dropTypedKeys?: boolean } = {}): PromptItem {
    const items = flatten(prompt, 'say.withoutBargeIn()');
    const keepsKeys = options.dropTypedKeys === false;
    const spoken = keepsKeys && items.find(hasSpoken);
    if (spoken)
      throw refused('say.withoutBargeIn', spoken.kind, 'with dropTypedKeys: false it must be a file or a silence');
    return { kind: 'withoutBargeIn', items, keepsKeys };
  },
} as const;

const refused = (command: string, value: unknown, problem: string) =>
  new ArgumentError('AGI_ARGUMENT', { command, argument: 'value', value, problem });

function lasting(command: string, durationMs: number): number {
  if (Number.isInteger(durationMs) && durationMs >= 1) return durationMs;
  throw refused(command, durationMs, 'durationMs must be a whole number from 1');
}

function dateItem(command: string, date: Date, options: DateOptions): PromptItem {
  const epochSeconds = Math.floor(date.getTime() / 1000);
  if (!Number.isSafeInteger(epochSeconds)) throw refused(command, date, 'a valid date is needed');
  return { kind: 'date', epochSeconds, ...options };
}

/** A number, and the word that goes with it. */
const counted = (count: bigint, words: PluralPrompts): Prompt => [
  count <= LARGEST_INT ? say.number(Number(count)) : say.digits(String(count)),
  say.plural(Number(count), words),
];

const soundsOf = (name: string): PluralPrompts => Object.fromEntries(RULES.map((rule) => [rule, `${name}-${rule}`]));

const itemsOf = (prompts: Readonly<Record<string, Prompt>>, where: string): PluralItems =>
  Object.fromEntries(Object.entries(prompts).map(([name, prompt]) => [name, flatten(prompt, where)]));

/** What a SAY command says cannot go on where a key stopped it. */
const hasSpoken = (item: PromptItem): boolean => partsOf(item).some(hasSpoken) || SPOKEN.has(item.kind);
const SPOKEN = new Set<PromptItem['kind']>(['digits', 'number', 'spelled', 'phonetic', 'date']);
