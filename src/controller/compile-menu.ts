import type { PromptFor } from '../dialog/prompt.js';
import type { MenuNode } from '../dialog/call-flow.js';
import { type QuestionHandler, handlersFor } from './question-handlers.js';
import { compileChoices } from './compile-choices.js';
import { guardAndFilterExitsOf } from './compile-handler.js';
import { compileQuestion, type Inherited } from './compile-question.js';
import { type Draft, methodOf, type RecordOf } from './draft.js';
import { validPromptFor } from '../question/valid-prompt.js';

/**
 * A `@Menu` method with the handlers of its question.
 *
 * @param handlers - all of the class
 * @param inherited - what holds for every question
 */
export function compileMenu(
  { member: name, options }: RecordOf<'Menu'>,
  handlers: readonly QuestionHandler[],
  inherited: Inherited,
  draft: Draft,
): MenuNode {
  const own = handlersFor(name, handlers);
  // A key handler whose menu is not known may be meant for this one.
  const hasKeys = handlers.some(
    ({ record, question }) => record.kind === 'OnDtmf' && (question === name || question === undefined),
  );
  if (Object.keys(options.choices ?? {}).length === 0 && !hasKeys)
    draft.problems.add('AGI_BOOT_NO_CHOICES', `${draft.name}.${name}`);
  const prompt = promptOf(options.prompt, name, draft);
  const choices = compileChoices(name, options.choices, own.ofQuestion, draft);
  return {
    kind: 'menu',
    ...compileQuestion({ name, options, ...inherited, handlers: own }, draft),
    ...guardAndFilterExitsOf(name, draft),
    ...(prompt !== undefined && { prompt }),
    choices,
  };
}

/** What a property says; a method says it itself. */
function promptOf(prompt: unknown, name: string, { name: of, prototype, problems }: Draft): PromptFor | undefined {
  const where = `${of}.${name}`;
  const isMethod = methodOf(prototype, name) !== undefined;
  if (isMethod === (prompt !== undefined)) problems.add('AGI_BOOT_MENU_PROMPT', where, { isMethod });
  return validPromptFor(prompt, 'prompt', where, problems);
}
