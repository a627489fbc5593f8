import type { AskNode } from '../dialog/call-flow.js';
import { compileValue } from '../question/compile-value.js';
import { type QuestionHandler, handlersFor } from './question-handlers.js';
import { compileStep } from './compile-handler.js';
import { compileQuestion, type Inherited } from './compile-question.js';
import type { Draft, RecordOf } from './draft.js';

/**
 * An `@Ask` method with the handlers of its question.
 *
 * @param handlers - all of the class
 * @param inherited - what holds for every question
 */
export function compileAsk(
  record: RecordOf<'Ask'>,
  handlers: readonly QuestionHandler[],
  inherited: Inherited,
  draft: Draft,
): AskNode {
  const { member: name, options, reader } = record;
  const own = handlersFor(name, handlers);
  // Its guards are asked before the question, not before the method.
  const { guardAndFilterExits, ...handler } = compileStep(record, draft);
  const question = compileQuestion({ name, options, ...inherited, handlers: own }, draft);
  const site = { asker: '@Ask', where: `${draft.name}.${name}`, defaults: inherited.defaults };
  return {
    kind: 'ask',
    ...(guardAndFilterExits && { guardAndFilterExits }),
    ...compileValue(reader, options, question, site, draft.problems),
    handler,
  };
}
