import type { DialogDefaults, QuestionTimes } from '../dialog/question-options.js';
import { ALL_KEYS, type Key } from '../dialog/keys.js';
import type { ProblemList } from '../errors/problem-list.js';
import { checkOptionNames, DEFAULTS } from './option-names.js';
import { validPrompts } from './valid-prompt.js';
import { LARGEST_INT } from '../core/values.js';
import { wholeNumberProblem } from '../core/whole-number.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const SWITCHES = ['typeAhead', 'playOnLastAttempt'] as const satisfies (keyof QuestionTimes)[];

/** The least value of each number. 0 means six seconds to GET DATA, and for ever to others. */
const LEAST = {
  timeoutMs: 1,
  interDigitTimeoutMs: 1,
  totalTimeoutMs: 1,
  settleMs: 0,
  attempts: 1,
  noInputAttempts: 1,
  noMatchAttempts: 1,
} satisfies Record<Exclude<keyof QuestionTimes, 'terminator' | 'bargeIn' | (typeof SWITCHES)[number]>, number>;

/**
 * Looks at the defaults of an app or of a class.
 *
 * @param where - for the messages: `SalesController`
 * @returns what of them is right
 */
export function checkDefaults(defaults: unknown, where: string, problems: ProblemList): DialogDefaults {
  if (defaults === undefined || !checkOptionNames(defaults, DEFAULTS, '"defaults"', where, problems)) return {};
  return validDefaults(defaults, 'defaults.', where, problems);
}

/**
 * Looks at the values of options that a question shares with its class and its app.
 *
 * @param prefix - stands before each option's name in messages
 * @returns what of them is right
 */
export function validDefaults(
  said: DialogDefaults,
  prefix: string,
  where: string,
  problems: ProblemList,
): DialogDefaults {
  const valid: Writable<DialogDefaults> = {};
  // LEAST is written above with these keys.
  for (const name of Object.keys(LEAST) as (keyof typeof LEAST)[]) {
    const value = said[name];
    if (value === undefined) continue;
    const problem = wholeNumberProblem(value, LEAST[name], LARGEST_INT);
    if (problem === undefined) valid[name] = value;
    else problems.add('AGI_BOOT_OPTION', where, { option: prefix + name, value, problem });
  }
  for (const name of ['terminator', 'cancelKey'] as const) {
    const value: unknown = said[name];
    if (value === 'none' || isKey(value)) valid[name] = value;
    else if (value !== undefined) {
      const problem = `one of the keys ${ALL_KEYS} or "none" is needed`;
      problems.add('AGI_BOOT_OPTION', where, { option: prefix + name, value, problem });
    }
  }
  for (const name of SWITCHES) {
    const value: unknown = said[name];
    if (typeof value === 'boolean') valid[name] = value;
    else if (value !== undefined)
      problems.add('AGI_BOOT_OPTION', where, { option: prefix + name, value, problem: 'true or false is needed' });
  }
  const { bargeIn } = said;
  if (typeof bargeIn === 'boolean' || bargeIn === 'choices') valid.bargeIn = bargeIn;
  else if (bargeIn !== undefined) {
    const problem = 'true, false or "choices" is needed';
    problems.add('AGI_BOOT_OPTION', where, { option: `${prefix}bargeIn`, value: bargeIn, problem });
  }
  for (const name of ['noInput', 'noMatch'] as const) {
    const prompts = validPrompts(said[name], prefix + name, where, problems);
    if (prompts !== undefined) valid[name] = prompts;
  }
  return valid;
}

const isKey = (value: unknown): value is Key =>
  typeof value === 'string' && value.length === 1 && ALL_KEYS.includes(value);
