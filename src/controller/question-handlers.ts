import type { NoMatchOptions, QuestionHandlerOptions } from '../decorators/handler-options.js';
import type { Handler } from '../dialog/call-flow.js';
import { NO_MATCH_REASONS } from '../dialog/read/collection.js';
import type { FailureHandler, FailureHandlers } from '../question/compile-failures.js';
import { whichIsMeant } from '../errors/did-you-mean.js';
import { compileHandler } from './compile-handler.js';
import { type Draft, type RecordOf, recordsOfKind } from './draft.js';

type QuestionHandlerRecord = RecordOf<'OnDtmf' | 'OnNoInput' | 'OnNoMatch' | 'OnAttemptsUsedUp'>;

/** A method that runs when the caller chooses, stays silent, is not understood, or has used up their attempts. */
export interface QuestionHandler {
  readonly record: QuestionHandlerRecord;
  readonly handler: Handler;
  readonly where: string;
  /** The question it names, else the only menu of the class; `undefined` when there is none such. */
  readonly question: string | undefined;
  /** Whether it belongs to every question that has no such handler of its own. */
  readonly isForEvery: boolean;
}

/** The handlers of one question: its own, and those of every question. */
export interface QuestionHandlers {
  readonly ofQuestion: readonly QuestionHandler[];
  readonly ofEvery: readonly QuestionHandler[];
}

/** @param handlers - all of the class */
export const handlersFor = (question: string, handlers: readonly QuestionHandler[]): QuestionHandlers => ({
  ofQuestion: handlers.filter((handler) => handler.question === question),
  ofEvery: handlers.filter(({ isForEvery }) => isForEvery),
});

/** Those of them that run for silence and wrong entries. */
export const failureHandlersOf = ({ ofQuestion, ofEvery }: QuestionHandlers): FailureHandlers => ({
  ofQuestion: ofQuestion.flatMap(failureHandlerOf),
  ofEvery: ofEvery.flatMap(failureHandlerOf),
});

const FAILURE_OF = { OnNoInput: 'noInput', OnNoMatch: 'noMatch' } as const;

function failureHandlerOf({ record, handler, where }: QuestionHandler): FailureHandler[] {
  if (record.kind !== 'OnNoInput' && record.kind !== 'OnNoMatch') return [];
  const { count = 1, reason }: NoMatchOptions = record.options;
  return [{ kind: FAILURE_OF[record.kind], member: record.member, count, reason, handler, where }];
}

/** Every method of a class that handles a question. */
export function compileQuestionHandlers(draft: Draft): QuestionHandler[] {
  return recordsOfKind(draft, 'OnDtmf', 'OnNoInput', 'OnNoMatch', 'OnAttemptsUsedUp').map((record) => ({
    record,
    handler: compileHandler(record, draft),
    where: `${draft.name}.${record.member}`,
    ...findQuestion(record, draft),
  }));
}

/** In a menu whose choices are all keys one wrong entry is as wrong as the other. */
function checkReason(
  record: QuestionHandlerRecord,
  question: string | undefined,
  { name, menus, records, problems }: Draft,
): void {
  const { reason }: NoMatchOptions = record.options;
  if (reason === undefined) return;
  const hasReaders = records.some(
    (each) => each.kind === 'OnDtmf' && each.keys.some((keys) => typeof keys !== 'string' && !(keys instanceof RegExp)),
  );
  const isKnown = NO_MATCH_REASONS.includes(reason);
  if (isKnown && (hasReaders || question === undefined || !menus.includes(question))) return;
  const problem = isKnown
    ? 'a menu without a reader among its choices has no reasons: leave it away'
    : `one of ${NO_MATCH_REASONS.join(', ')} is needed.${whichIsMeant(String(reason), NO_MATCH_REASONS)}`;
  problems.add('AGI_BOOT_OPTION', `${name}.${record.member}`, { option: 'reason', value: reason, problem });
}

function findQuestion(record: QuestionHandlerRecord, draft: Draft): Pick<QuestionHandler, 'question' | 'isForEvery'> {
  const { everyQuestion, menu, ask }: QuestionHandlerOptions = record.options;
  const where = `${draft.name}.${record.member}`;
  if (everyQuestion !== undefined && typeof everyQuestion !== 'boolean') {
    const problem = 'true or false is needed';
    draft.problems.add('AGI_BOOT_OPTION', where, { option: 'everyQuestion', value: everyQuestion, problem });
  }
  if (!everyQuestion) {
    const question = findOne(record, draft);
    checkReason(record, question, draft);
    return { isForEvery: false, question };
  }
  checkReason(record, undefined, draft);
  if (menu !== undefined || ask !== undefined)
    draft.problems.add('AGI_BOOT_EVERY_QUESTION', where, { decorator: `@${record.kind}`, question: menu ?? ask });
  return { isForEvery: true, question: undefined };
}

function findOne(record: QuestionHandlerRecord, { name, menus, asks, problems }: Draft): string | undefined {
  const { menu, ask }: QuestionHandlerOptions = record.options;
  const where = `${name}.${record.member}`;
  const decorator = `@${record.kind}`;
  if (menu !== undefined && ask !== undefined) {
    problems.add('AGI_BOOT_TWO_QUESTIONS', where, { decorator, menu, ask });
  } else if (ask !== undefined) {
    if (asks.includes(ask)) return ask;
    problems.add('AGI_BOOT_UNKNOWN_ASK', where, { decorator, ask, hint: whichIsMeant(String(ask), asks) });
  } else if (menu !== undefined) {
    if (menus.includes(menu)) return menu;
    problems.add('AGI_BOOT_UNKNOWN_MENU', where, { decorator, menu, hint: whichIsMeant(String(menu), menus) });
  } else {
    if (menus.length === 1) return menus[0];
    problems.add('AGI_BOOT_WHICH_MENU', where, { decorator, menus, asks: record.kind === 'OnDtmf' ? [] : asks });
  }
  return undefined;
}
