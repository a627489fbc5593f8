import type { AskNode } from '../dialog/call-flow.js';
import { compileValue } from '../question/compile-value.js';
import { type QuestionHandler, answersFor } from './answers.js';
import { compileStep } from './compile-handler.js';
import { compileQuestion, type Inherited } from './compile-question.js';
import type { Draft, RecordOf } from './draft.js';

/**
 * An `@Ask` method with what answers for it.
 *
 * @param answers - all of the class
 * @param inherited - what holds for every question
 */
export function compileAsk(
  record: RecordOf<'Ask'>,
  answers: readonly QuestionHandler[],
  inherited: Inherited,
  draft: Draft,
): AskNode {
  const { member: name, options, reader } = record;
  const own = answersFor(name, answers);
  // Its guards are asked before the question, not before the method.
  const { guardAndFilterExits, ...handler } = compileStep(record, draft);
  const question = compileQuestion({ name, options, ...inherited, answers: own }, draft);
  const site = { asker: '@Ask', where: `${draft.name}.${name}`, defaults: inherited.defaults };
  return {
    kind: 'ask',
    ...(guardAndFilterExits && { guardAndFilterExits }),
    ...compileValue(reader, options, question, site, draft.problems),
    handler,
  };
}
