import type { Action, Choice } from '../dialog/call-flow.js';
import type { DtmfOptions } from '../decorators/handler-options.js';
import type { QuestionHandler } from './question-handlers.js';
import type { ProblemList } from '../errors/problem-list.js';
import { validPrompt } from '../question/valid-prompt.js';
import { choiceEntries, type ParsedChoice, parseChoice, resolveConflicts } from '../question/parse-choice.js';
import { compileTaken, type TargetSite } from './compile-target.js';
import type { Draft, TargetScope } from './draft.js';

/**
 * The choices of one menu: those that need no code, then its `@OnDtmf` methods.
 *
 * @param choices - as written in the options of `@Menu`
 */
export function compileChoices(
  menu: string,
  choices: unknown,
  handlers: readonly QuestionHandler[],
  draft: Draft,
): Choice[] {
  const { problems } = draft;
  const where = `${draft.name}.${menu}`;
  const parsed: ParsedChoice[] = [];
  for (const [keys, target] of choiceEntries(choices, '"choices"', where, problems)) {
    const action = takeAction(target, { where, option: `choice "${keys}"`, keys }, draft);
    parsed.push(...parseChoice(keys, where, { by: `choices of ${menu}`, action }, problems));
  }
  for (const { record, handler, where: at } of handlers) {
    if (record.kind !== 'OnDtmf') continue;
    const { keys: listed, options } = record;
    if (listed.length === 0) problems.add('AGI_BOOT_KEYS', at, { keys: listed, problem: 'it names no key' });
    const said = checkChoice(options, at, problems);
    const wanted = { by: `@OnDtmf ${record.member}`, action: { kind: 'run', handler }, said } as const;
    for (const keys of listed) parsed.push(...parseChoice(keys, at, wanted, problems, options.maxDigits));
    if (options.maxDigits !== undefined && !listed.some((keys) => keys instanceof RegExp)) {
      const problem = 'only a regular expression needs it: keys, patterns and readers know their length';
      problems.add('AGI_BOOT_OPTION', at, { option: 'maxDigits', value: options.maxDigits, problem });
    }
  }
  return resolveConflicts(parsed, where, problems);
}

/** What `@OnDtmf` says about a choice besides its keys. */
function checkChoice(
  { when, confirm, title }: DtmfOptions,
  where: string,
  problems: ProblemList,
): Pick<Choice, 'when' | 'confirm' | 'title'> {
  if (when !== undefined && typeof when !== 'function')
    problems.add('AGI_BOOT_OPTION', where, { option: 'when', value: when, problem: 'a function is needed' });
  if (title !== undefined && typeof title !== 'string')
    problems.add('AGI_BOOT_OPTION', where, { option: 'title', value: title, problem: 'text is needed' });
  const asked = typeof confirm === 'function' ? confirm : validPrompt(confirm, 'confirm', where, problems);
  return {
    ...(when && { when }),
    ...(asked !== undefined && { confirm: asked }),
    ...(title !== undefined && { title }),
  };
}

/** A place to go without code. */
export function takeAction(target: unknown, site: TargetSite, scope: TargetScope): Action | undefined {
  const destination = compileTaken(target, site, scope);
  return destination && { kind: 'take', destination };
}
