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
import type { MenuOptions } from '../decorators/menu-options.js';
import type { AskOptions, QuestionOptions } from '../decorators/question-options.js';
import type { Route } from '../decorators/route-entry.js';
import type { MethodRecord } from '../decorators/records.js';
import { type KnownOptions, type NamesOf, REPEAT_OPTIONS, VALUE_OPTIONS } from '../question/option-names.js';

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
const QUESTION_OPTIONS = { ...REPEAT_OPTIONS, otherwise: true } satisfies NamesOf<QuestionOptions>;
const MENU_OPTIONS = { ...QUESTION_OPTIONS, prompt: true, choices: true } satisfies NamesOf<MenuOptions>;
const ASK_OPTIONS = { ...QUESTION_OPTIONS, ...HANDLER_OPTIONS, ...VALUE_OPTIONS } satisfies NamesOf<AskOptions>;
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
