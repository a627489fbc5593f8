import type { AskNode, Question } from '../dialog/call-flow.js';
import { ALL_KEYS, type Key } from '../dialog/keys.js';
import type { DialogDefaults, ValueOptions } from '../dialog/question-options.js';
import { isReader, type Reader } from '../dialog/read/reader.js';
import type { ProblemList } from '../errors/problem-list.js';
import { requiredPromptFor } from './valid-prompt.js';

/** Where a value is asked for. */
interface ValueSite {
  /** The decorator or the method, for messages: `@Ask`. */
  readonly asker: string;
  readonly where: string;
  /** The nearest last. */
  readonly defaults: readonly DialogDefaults[];
}

/** A question, and how its value is asked for: by an `@Ask`, by a `@Field`, by `call.ask`. */
export function compileValue<Q extends Pick<Question, 'terminator'>>(
  reader: Reader<unknown>,
  options: ValueOptions,
  question: Q,
  { asker, where, defaults }: ValueSite,
  problems: ProblemList,
): Q & Pick<AskNode, 'prompt' | 'reader' | 'cancelKey' | 'confirm'> {
  const { prompt, confirm } = options;
  if (!isReader(reader)) problems.add('AGI_BOOT_READER', where, { decorator: asker, value: reader });
  if (confirm !== undefined && typeof confirm !== 'function') {
    problems.add('AGI_BOOT_OPTION', where, {
      option: 'confirm',
      value: confirm,
      problem: 'a function is needed: it gets the value, and gives what is heard',
    });
  }
  return {
    ...question,
    reader,
    cancelKey: isReader(reader) ? cancelKeyOf(reader, question, [...defaults, options], where, problems) : undefined,
    prompt: requiredPromptFor(prompt, 'prompt', where, problems) ?? [],
    ...(confirm && { confirm }),
  };
}

const SHIPPED_CANCEL_KEY = '*';

/** A key of the value cancels nothing; what nobody asked for gives way. */
function cancelKeyOf(
  { alphabet }: Reader<unknown>,
  { terminator }: Pick<Question, 'terminator'>,
  said: readonly DialogDefaults[],
  where: string,
  problems: ProblemList,
): Key | undefined {
  const own = said.at(-1)?.cancelKey;
  const nearest = said.findLast(({ cancelKey }) => cancelKey !== undefined)?.cancelKey;
  const key = nearest ?? SHIPPED_CANCEL_KEY;
  const refuse = (problem: string) =>
    problems.add('AGI_BOOT_OPTION', where, { option: 'cancelKey', value: key, problem });
  // What is no key has been told of.
  if (key === 'none' || key.length !== 1 || !ALL_KEYS.includes(key)) return undefined;
  if (alphabet.includes(key)) {
    if (own !== undefined) refuse('the reader takes it as a part of the value');
    return undefined;
  }
  if (key !== terminator) return key;
  if (nearest !== undefined) refuse('it is the terminator too: give that another key, or "none"');
  return undefined;
}
