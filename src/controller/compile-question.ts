import type { QuestionOptions } from '../decorators/question-options.js';
import type { Handler, Question } from '../dialog/call-flow.js';
import type { DialogDefaults } from '../dialog/question-options.js';
import type { Destination } from '../dialog/step.js';
import { compileQuestionSettings } from '../question/compile-question-settings.js';
import { failureHandlersOf, type QuestionHandlers } from './question-handlers.js';
import { compileTaken } from './compile-target.js';
import type { Draft } from './draft.js';

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
  readonly handlers: QuestionHandlers;
}

/** What menus and questions share. */
export function compileQuestion(site: QuestionSite, draft: Draft): Question {
  const where = `${draft.name}.${site.name}`;
  const settings = compileQuestionSettings(
    { ...site, handlers: failureHandlersOf(site.handlers) },
    where,
    draft.problems,
  );
  const { otherwise } = site.options;
  const own = findUsedUp(site.handlers.ofQuestion, where, draft);
  // Where the question itself says where, that is nearer than what the class says for all.
  const usedUp = own ?? (otherwise === undefined ? findUsedUp(site.handlers.ofEvery, draft.name, draft) : undefined);
  return {
    ...settings,
    otherwise:
      otherwise === undefined
        ? (site.otherwise ?? withoutOtherwise(settings, usedUp, where, draft))
        : (compileTaken(otherwise, { where, option: '"otherwise"' }, draft) ?? DIALPLAN),
    ...(usedUp && { usedUp }),
  };
}

function findUsedUp(handlers: QuestionHandlers['ofQuestion'], where: string, { problems }: Draft): Handler | undefined {
  const [first, second] = handlers.filter(({ record }) => record.kind === 'OnAttemptsUsedUp');
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
