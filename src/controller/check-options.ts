import type { AgiControllerOptions, DialogOptions } from '../decorators/class-options.js';
import type {
  DtmfOptions,
  FailureOptions,
  HandlerOptions,
  NoMatchOptions,
  QuestionHandlerOptions,
  SlowOptions,
} from '../decorators/handler-options.js';
import type { GuardOptions } from '../decorators/guard.js';
import type { DialogDefaults, QuestionDefaults } from '../dialog/dialog-defaults.js';
import type { MenuOptions } from '../decorators/menu-options.js';
import type { AskOptions, FieldOptions, QuestionOptions } from '../decorators/question-options.js';
import type { Route } from '../decorators/route-entry.js';
import type { MethodRecord } from '../decorators/records.js';
import { didYouMean } from '../errors/did-you-mean.js';
import type { ProblemList } from './boot-problems.js';

/** The names of options that a decorator takes. */
export type KnownOptions = Readonly<Record<string, true>>;
type NamesOf<Options> = Record<keyof Options, true>;

// Each list is compared with its type by the compiler: an option added there and not here does not build.
const HANDLER_OPTIONS = {
  to: true,
  next: true,
  slow: true,
  hold: true,
  skippable: true,
} satisfies NamesOf<HandlerOptions>;
const DTMF_OPTIONS = {
  ...HANDLER_OPTIONS,
  menu: true,
  when: true,
  confirm: true,
  title: true,
  maxDigits: true,
} satisfies NamesOf<DtmfOptions>;
const USED_UP_OPTIONS = {
  ...HANDLER_OPTIONS,
  menu: true,
  ask: true,
  everyQuestion: true,
} satisfies NamesOf<QuestionHandlerOptions>;
const FAILURE_OPTIONS = { ...USED_UP_OPTIONS, count: true } satisfies NamesOf<FailureOptions>;
const NO_MATCH_OPTIONS = { ...FAILURE_OPTIONS, reason: true } satisfies NamesOf<NoMatchOptions>;
export const QUESTION_DEFAULTS = {
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
const QUESTION_OPTIONS = {
  ...QUESTION_DEFAULTS,
  greeting: true,
  greetEveryVisit: true,
  reprompt: true,
  otherwise: true,
} satisfies NamesOf<QuestionOptions>;
const MENU_OPTIONS = { ...QUESTION_OPTIONS, prompt: true, choices: true } satisfies NamesOf<MenuOptions>;
const ASK_OPTIONS = {
  ...QUESTION_OPTIONS,
  ...HANDLER_OPTIONS,
  prompt: true,
  confirm: true,
  cancelKey: true,
} satisfies NamesOf<AskOptions>;
export const FIELD_OPTIONS = {
  ...DEFAULTS,
  greeting: true,
  greetEveryVisit: true,
  prompt: true,
  reprompt: true,
  confirm: true,
} satisfies NamesOf<FieldOptions>;
export const SLOW_OPTIONS = {
  fillerAfterMs: true,
  filler: true,
  music: true,
  limitMs: true,
  otherwise: true,
} satisfies NamesOf<SlowOptions>;
export const ROUTE_OPTIONS = {
  path: true,
  calledNumber: true,
  context: true,
  extension: true,
  host: true,
  language: true,
} satisfies NamesOf<Route>;
export const GUARD_OPTIONS = { otherwise: true, say: true } satisfies NamesOf<GuardOptions>;
const DIALOG_OPTIONS = {
  start: true,
  links: true,
  defaults: true,
  otherwise: true,
} satisfies NamesOf<DialogOptions>;
const CONTROLLER_OPTIONS = {
  ...DIALOG_OPTIONS,
  maxCalls: true,
  answer: true,
} satisfies NamesOf<AgiControllerOptions>;
/** The options of the decorator of a class. */
export const OPTIONS_OF_CLASS = {
  controller: CONTROLLER_OPTIONS,
  screening: CONTROLLER_OPTIONS,
  dialog: DIALOG_OPTIONS,
};

/** The options of each decorator of a method. */
export const OPTIONS_OF = {
  OnCall: HANDLER_OPTIONS,
  OnEnter: HANDLER_OPTIONS,
  Step: HANDLER_OPTIONS,
  Menu: MENU_OPTIONS,
  Ask: ASK_OPTIONS,
  OnDtmf: DTMF_OPTIONS,
  OnNoInput: FAILURE_OPTIONS,
  OnNoMatch: NO_MATCH_OPTIONS,
  OnAttemptsUsedUp: USED_UP_OPTIONS,
  Link: HANDLER_OPTIONS,
} satisfies Record<Exclude<MethodRecord['kind'], 'OnHangup'>, KnownOptions>;

/** Of more options only some would be meant. */
const MOST_NAMED = 3;

/**
 * Refuses options that nobody reads: a misspelt one would be ignored without a word.
 *
 * @param decorator - or what else takes them, for the message
 * @returns false when these are no options at all
 */
export function checkOptionNames(
  options: unknown,
  known: KnownOptions,
  decorator: string,
  where: string,
  problems: ProblemList,
): options is object {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    const names = Object.keys(known);
    const which = names.length > MOST_NAMED ? '' : `: { ${names.join(', ')} }`;
    problems.add('AGI_BOOT_OPTION', where, {
      option: `what ${decorator} takes`,
      value: options,
      problem: `an object with options is needed${which}`,
    });
    return false;
  }
  for (const option of Object.keys(options)) {
    if (!Object.hasOwn(known, option))
      problems.add('AGI_BOOT_UNKNOWN_OPTION', where, {
        decorator,
        option,
        hint: didYouMean(option, Object.keys(known)),
      });
  }
  return true;
}
