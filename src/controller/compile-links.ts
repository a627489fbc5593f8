import type { Choice } from '../dialog/call-flow.js';
import { entriesOf, type ParsedChoice, parseChoice, resolveConflicts } from '../question/parse-choice.js';
import { takes } from './compile-choices.js';
import { compileHandler } from './compile-handler.js';
import { type Draft, ofKind } from './draft.js';

/**
 * Keys that work in every question of the class: those that need no code, then its `@Link` methods.
 *
 * @param links - as written in the options of the class
 */
export function compileLinks(links: unknown, draft: Draft): Choice[] {
  const { name, problems } = draft;
  const parsed: ParsedChoice[] = [];
  for (const [key, target] of entriesOf(links, '"links"', name, problems)) {
    const action = takes(target, { where: name, option: `link "${key}"` }, draft);
    parsed.push(...parseKey(key, name, { by: 'links', action }, draft));
  }
  for (const record of ofKind(draft, 'Link')) {
    const action = { kind: 'run', handler: compileHandler(record, draft) } as const;
    parsed.push(...parseKey(record.key, `${name}.${record.member}`, { by: `@Link ${record.member}`, action }, draft));
  }
  return resolveConflicts(parsed, name, problems);
}

function parseKey(
  key: unknown,
  where: string,
  rest: Omit<ParsedChoice, 'pattern'>,
  { problems }: Draft,
): ParsedChoice[] {
  if (typeof key !== 'string' || key.length === 1) return parseChoice(key, where, rest, problems);
  problems.add('AGI_BOOT_KEYS', where, { keys: key, problem: 'a link is one key' });
  return [];
}
