import type { DialogDefaults } from '../dialog/dialog-defaults.js';
import type { QuestionOptions } from '../decorators/question-options.js';
import type { Handler, Question, TaperedPrompt } from '../dialog/call-flow.js';
import type { Destination } from '../dialog/step.js';
import type { QuestionAnswers } from './answers.js';
import type { ProblemList } from './boot-problems.js';
import { compileFailures } from './compile-failures.js';
import { compileTaken } from './compile-target.js';
import type { Draft } from './draft.js';
import { type QuestionSettings, settle } from './question-settings.js';
import { validDefaults } from './valid-defaults.js';
import { requiredPromptFor, validPromptFor } from './valid-prompt.js';

/** What holds for every question of a class that says nothing else. */
export interface Inherited {
  /** Of the app, then of the class. */
  readonly defaults: readonly DialogDefaults[];
  /** Where a question leads when its attempts are used up. */
  readonly otherwise?: Destination | undefined;
}

/** A question of a class, before it is known how its answer is read. */
export interface QuestionSite extends Inherited {
  readonly name: string;
  readonly options: QuestionOptions;
  /** Those that belong to it. */
  readonly answers: QuestionAnswers;
}

/** What menus and questions share. */
export function compileQuestion(site: QuestionSite, draft: Draft): Question {
  const where = `${draft.name}.${site.name}`;
  const patience = compilePatience(site, where, draft.problems);
  const { otherwise } = site.options;
  const own = findUsedUp(site.answers.ofQuestion, where, draft);
  // Where the question itself says where, that is nearer than what the class says for all.
  const usedUp = own ?? (otherwise === undefined ? findUsedUp(site.answers.ofEvery, draft.name, draft) : undefined);
  return {
    ...patience,
    otherwise:
      otherwise === undefined
        ? (site.otherwise ?? withoutOtherwise(patience, usedUp, where, draft))
        : (compileTaken(otherwise, { where, option: '"otherwise"' }, draft) ?? DIALPLAN),
    ...(usedUp && { usedUp }),
  };
}

/** What a question of a class and a field of a form share: how long it waits, how often it asks, and what is heard. */
export function compilePatience(
  { name, options, defaults, answers }: QuestionSite,
  where: string,
  problems: ProblemList,
): Omit<Question, 'otherwise' | 'usedUp'> {
  const own = validDefaults(options, '', where, problems);
  const settings = settle(...defaults, own);
  checkTimes(settings, where, problems);
  const greeting = validPromptFor(options.greeting, 'greeting', where, problems);
  const greetEveryVisit = greetsAgain(options, where, problems);
  return {
    name,
    ...(greeting !== undefined && { greeting }),
    greetEveryVisit,
    reprompts: repromptsOf(options.reprompt, where, problems),
    ...settings,
    noInput: compileFailures({ kind: 'noInput', where, settings, own }, answers, problems),
    noMatch: compileFailures({ kind: 'noMatch', where, settings, own }, answers, problems),
  };
}

function greetsAgain({ greeting, greetEveryVisit }: QuestionOptions, where: string, problems: ProblemList): boolean {
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

function findUsedUp(answers: QuestionAnswers['ofQuestion'], where: string, { problems }: Draft): Handler | undefined {
  const [first, second] = answers.filter(({ record }) => record.kind === 'OnAttemptsUsedUp');
  if (first !== undefined && second !== undefined) {
    problems.add('AGI_BOOT_TWO_USED_UP', where, { first: first.record.member, second: second.record.member });
  }
  return first?.handler;
}

const DIALPLAN: Destination = { kind: 'leave', place: undefined };

/** Where a question ends that does not say. Whoever runs a dialog is told that it gave up, and who was asked has not accepted; in a controller nobody is told. */
function withoutOtherwise(
  { attempts, noInputAttempts, noMatchAttempts }: Pick<Question, 'attempts' | 'noInputAttempts' | 'noMatchAttempts'>,
  usedUp: Handler | undefined,
  where: string,
  { role, warnings }: Draft,
): Destination {
  if (role === 'dialog') return { kind: 'giveUp' };
  if (role === 'screening') return { kind: 'reject' };
  const isSaid = usedUp !== undefined && (usedUp.next !== undefined || usedUp.to.length > 0);
  const limit = attempts ?? `${noInputAttempts} silent, ${noMatchAttempts} wrong`;
  if (!isSaid) warnings.add('AGI_BOOT_NO_OTHERWISE', where, { attempts: String(limit) });
  return DIALPLAN;
}
