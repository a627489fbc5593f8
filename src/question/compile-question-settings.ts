import type { Question, TaperedPrompt } from '../dialog/call-flow.js';
import type { DialogDefaults, RepeatOptions } from '../dialog/question-options.js';
import type { ProblemList } from '../errors/problem-list.js';
import { compileFailures, type FailureHandlers } from './compile-failures.js';
import { mergeDefaults, type QuestionSettings } from './merge-defaults.js';
import { validDefaults } from './valid-defaults.js';
import { requiredPromptFor, validPromptFor } from './valid-prompt.js';

/** A question, before it is known how its answer is read and where it leads. */
export interface QuestionSettingsSite {
  readonly name: string;
  readonly options: RepeatOptions;
  /** Of the app, then of the class or of what else asks: the nearest last. */
  readonly defaults: readonly DialogDefaults[];
  /** The handlers of its class that run for it; default none. */
  readonly handlers?: FailureHandlers;
}

const NO_HANDLERS: FailureHandlers = { ofQuestion: [], ofEvery: [] };

/** What all questions share: how long they wait, how often they ask, and what is heard. */
export function compileQuestionSettings(
  { name, options, defaults, handlers = NO_HANDLERS }: QuestionSettingsSite,
  where: string,
  problems: ProblemList,
): Omit<Question, 'otherwise' | 'usedUp'> {
  const own = validDefaults(options, '', where, problems);
  const settings = mergeDefaults(...defaults, own);
  checkTimes(settings, where, problems);
  const greeting = validPromptFor(options.greeting, 'greeting', where, problems);
  const greetEveryVisit = greetsAgain(options, where, problems);
  return {
    name,
    ...(greeting !== undefined && { greeting }),
    greetEveryVisit,
    reprompts: repromptsOf(options.reprompt, where, problems),
    ...settings,
    noInput: compileFailures({ kind: 'noInput', where, settings, own }, handlers, problems),
    noMatch: compileFailures({ kind: 'noMatch', where, settings, own }, handlers, problems),
  };
}

function greetsAgain({ greeting, greetEveryVisit }: RepeatOptions, where: string, problems: ProblemList): boolean {
  const problem =
    typeof (greetEveryVisit ?? false) !== 'boolean'
      ? 'true or false is needed'
      : greetEveryVisit && greeting === undefined
        ? 'there is no greeting'
        : undefined;
  if (problem !== undefined)
    problems.add('AGI_BOOT_OPTION', where, { option: 'greetEveryVisit', value: greetEveryVisit, problem });
  return greetEveryVisit ?? false;
}

/** One prompt is for the second time and those that follow; a table says for each from which time on. */
function repromptsOf(reprompt: unknown, where: string, problems: ProblemList): TaperedPrompt[] {
  if (reprompt === undefined) return [];
  const isTable =
    typeof reprompt === 'object' && reprompt !== null && !Array.isArray(reprompt) && !('kind' in reprompt);
  const entries = isTable ? Object.entries(reprompt) : [['2', reprompt] as const];
  return entries.flatMap(([number, said]) => {
    const count = Number(number);
    const option = isTable ? `reprompt[${number}]` : 'reprompt';
    if (!Number.isInteger(count) || count < 2) {
      const problem = 'the first time the prompt is said: from which time on is needed, a whole number from 2';
      problems.add('AGI_BOOT_OPTION', where, { option, value: number, problem });
    }
    return [{ count, prompt: requiredPromptFor(said, option, where, problems) ?? [] }];
  });
}

function checkTimes({ settleMs, interDigitTimeoutMs }: QuestionSettings, where: string, problems: ProblemList): void {
  if (settleMs <= interDigitTimeoutMs) return;
  problems.add('AGI_BOOT_OPTION', where, {
    option: 'settleMs',
    value: settleMs,
    problem: `it may not be above interDigitTimeoutMs, which is ${interDigitTimeoutMs}`,
  });
}
