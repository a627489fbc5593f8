import type { DialogDefaults } from '../dialog/dialog-defaults.js';
import type { QuestionOptions } from '../decorators/question-options.js';
import type { Handler, Question } from '../dialog/call-flow.js';
import type { Destination } from '../dialog/step.js';
import type { Answer } from './answers.js';
import type { ProblemList } from './boot-problems.js';
import { compileFailures } from './compile-failures.js';
import { compileTaken } from './compile-target.js';
import type { Draft } from './draft.js';
import { type QuestionSettings, settle } from './question-settings.js';
import { validDefaults } from './valid-defaults.js';
import { validPrompt } from './valid-prompt.js';

/** A question of a class, before it is known how its answer is read. */
export interface QuestionSite {
  readonly name: string;
  readonly options: QuestionOptions;
  /** Of the app, then of the class. */
  readonly defaults: readonly DialogDefaults[];
  /** Those that belong to it. */
  readonly answers: readonly Answer[];
}

/** What menus and questions share. */
export function compileQuestion(site: QuestionSite, draft: Draft): Question {
  const where = `${draft.name}.${site.name}`;
  const patience = compilePatience(site, where, draft.problems);
  const usedUp = findUsedUp(site.answers, where, draft);
  const { otherwise } = site.options;
  return {
    ...patience,
    otherwise:
      otherwise === undefined
        ? withoutOtherwise(patience, usedUp, where, draft)
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
  const greeting = validPrompt(options.greeting, 'greeting', where, problems);
  const reprompt = validPrompt(options.reprompt, 'reprompt', where, problems);
  return {
    name,
    ...(greeting !== undefined && { greeting }),
    ...(reprompt !== undefined && { reprompt }),
    ...settings,
    noInput: compileFailures({ kind: 'noInput', where, settings, own }, answers, problems),
    noMatch: compileFailures({ kind: 'noMatch', where, settings, own }, answers, problems),
  };
}

function checkTimes({ settleMs, interDigitTimeoutMs }: QuestionSettings, where: string, problems: ProblemList): void {
  if (settleMs <= interDigitTimeoutMs) return;
  problems.add('AGI_BOOT_OPTION', where, {
    option: 'settleMs',
    value: settleMs,
    problem: `it may not be above interDigitTimeoutMs, which is ${interDigitTimeoutMs}`,
  });
}

function findUsedUp(answers: readonly Answer[], where: string, { problems }: Draft): Handler | undefined {
  const [first, second] = answers.filter(({ record }) => record.kind === 'OnAttemptsUsedUp');
  if (first !== undefined && second !== undefined) {
    problems.add('AGI_BOOT_TWO_USED_UP', where, { first: first.record.member, second: second.record.member });
  }
  return first?.handler;
}

const DIALPLAN: Destination = { kind: 'leave', place: undefined };

/** Where a question ends that does not say. Whoever runs a dialog is told that it gave up; in a controller nobody is. */
function withoutOtherwise(
  { attempts, noInputAttempts, noMatchAttempts }: Pick<Question, 'attempts' | 'noInputAttempts' | 'noMatchAttempts'>,
  usedUp: Handler | undefined,
  where: string,
  { role, warnings }: Draft,
): Destination {
  if (role === 'dialog') return { kind: 'giveUp' };
  const isSaid = usedUp !== undefined && (usedUp.then !== undefined || usedUp.to.length > 0);
  const limit = attempts ?? `${noInputAttempts} silent, ${noMatchAttempts} wrong`;
  if (!isSaid) warnings.add('AGI_BOOT_NO_OTHERWISE', where, { attempts: String(limit) });
  return DIALPLAN;
}
