import type { ValueOptions } from '../decorators/question-options.js';
import type { AskNode } from '../dialog/call-flow.js';
import type { Reader } from '../dialog/read/reader.js';
import { type Answer, answersFor } from './answers.js';
import type { ProblemList } from './boot-problems.js';
import { compileStep } from './compile-handler.js';
import { compileQuestion, type Wide } from './compile-question.js';
import type { Draft, RecordOf } from './draft.js';
import { requiredPromptFor } from './valid-prompt.js';

/**
 * An `@Ask` method with what answers for it.
 *
 * @param answers - all of the class
 * @param wide - what holds for every question
 */
export function compileAsk(record: RecordOf<'Ask'>, answers: readonly Answer[], wide: Wide, draft: Draft): AskNode {
  const { member: name, options, reader } = record;
  const own = answersFor(name, answers);
  // Its guards are asked before the question, not before the method.
  const { sideways, ...handler } = compileStep(record, draft);
  return {
    kind: 'ask',
    ...(sideways && { sideways }),
    ...compileQuestion({ name, options, ...wide, answers: own }, draft),
    ...compileValue(reader, options, '@Ask', `${draft.name}.${name}`, draft.problems),
    handler,
  };
}

/** How a value is asked for: by an `@Ask`, and by a `@Field`. */
export function compileValue(
  reader: Reader<unknown>,
  { prompt, confirm }: ValueOptions,
  decorator: string,
  where: string,
  problems: ProblemList,
): Pick<AskNode, 'prompt' | 'reader' | 'confirm'> {
  if (!isReader(reader)) problems.add('AGI_BOOT_READER', where, { decorator, value: reader });
  if (confirm !== undefined && typeof confirm !== 'function') {
    problems.add('AGI_BOOT_OPTION', where, {
      option: 'confirm',
      value: confirm,
      problem: 'a function is needed: it gets the value, and gives what is heard',
    });
  }
  return {
    reader,
    prompt: requiredPromptFor(prompt, 'prompt', where, problems) ?? [],
    ...(confirm && { confirm }),
  };
}

// Not instanceof: a second copy of this package has readers too.
export const isReader = (value: unknown): value is Reader<unknown> =>
  typeof value === 'object' && value !== null && 'alphabet' in value && 'maxDigits' in value;
