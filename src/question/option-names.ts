import type { CallMenuOptions, FillOptions } from '../call/question-options.js';
import type {
  DialogDefaults,
  FieldOptions,
  QuestionDefaults,
  RepeatOptions,
  ValueOptions,
} from '../dialog/question-options.js';
import { didYouMean } from '../errors/did-you-mean.js';
import type { ProblemList } from '../errors/problem-list.js';

/** The names of options that something takes. */
export type KnownOptions = Readonly<Record<string, true>>;

/** Compares a list with its type: an option added there and not here does not build. */
export type NamesOf<Options> = Record<keyof Options, true>;

const QUESTION_DEFAULTS = {
  timeoutMs: true,
  interDigitTimeoutMs: true,
  totalTimeoutMs: true,
  settleMs: true,
  attempts: true,
  noInputAttempts: true,
  noMatchAttempts: true,
  terminator: true,
  typeAhead: true,
  bargeIn: true,
  playOnLastAttempt: true,
  noInput: true,
  noMatch: true,
} satisfies NamesOf<QuestionDefaults>;
export const DEFAULTS = { ...QUESTION_DEFAULTS, cancelKey: true } satisfies NamesOf<DialogDefaults>;
/** What every question may say. */
export const REPEAT_OPTIONS = {
  ...QUESTION_DEFAULTS,
  greeting: true,
  greetEveryVisit: true,
  reprompt: true,
} satisfies NamesOf<RepeatOptions>;
/** How a value is asked for. */
export const VALUE_OPTIONS = { prompt: true, confirm: true, cancelKey: true } satisfies NamesOf<ValueOptions>;
/** Of a `@Field` and `call.ask`. */
export const FIELD_OPTIONS = { ...REPEAT_OPTIONS, ...VALUE_OPTIONS } satisfies NamesOf<FieldOptions>;
/** Of `call.menu`. */
export const CALL_MENU_OPTIONS = {
  ...REPEAT_OPTIONS,
  prompt: true,
  choices: true,
} satisfies NamesOf<CallMenuOptions>;
/** Of `call.fill`. */
export const FILL_OPTIONS = { ...DEFAULTS, backKey: true } satisfies NamesOf<FillOptions>;

/** Of more options only some would be meant. */
const MAX_NAMED = 3;

/**
 * Refuses options that nobody reads: a misspelt one would be ignored without a word.
 *
 * @param taker - the decorator, or what else takes them, for the message
 * @returns false when these are no options at all
 */
export function checkOptionNames(
  options: unknown,
  known: KnownOptions,
  taker: string,
  where: string,
  problems: ProblemList,
): options is object {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    const names = Object.keys(known);
    const which = names.length > MAX_NAMED ? '' : `: { ${names.join(', ')} }`;
    problems.add('AGI_BOOT_OPTION', where, {
      option: `what ${taker} takes`,
      value: options,
      problem: `an object with options is needed${which}`,
    });
    return false;
  }
  for (const option of Object.keys(options)) {
    if (!Object.hasOwn(known, option))
      problems.add('AGI_BOOT_UNKNOWN_OPTION', where, {
        decorator: taker,
        option,
        hint: didYouMean(option, Object.keys(known)),
      });
  }
  return true;
}
