import type { Choice } from '../dialog/call-flow.js';
import type { ProblemList } from '../errors/problem-list.js';
import { choiceEntries, type ParsedChoice, parseChoice, resolveConflicts } from '../question/parse-choice.js';
import { takeAction } from './compile-choices.js';
import { compileHandler } from './compile-handler.js';
import { type Draft, recordsOfKind, type TargetScope } from './draft.js';

/**
 * Keys that work in every question of the class: those that need no code, then its `@Link` methods.
 *
 * @param links - as written in the options of the class
 */
export function compileLinks(links: unknown, draft: Draft): Choice[] {
  const { name, problems } = draft;
  const parsed = parseLinks(links, name, draft);
  for (const record of recordsOfKind(draft, 'Link')) {
    const action = { kind: 'run', handler: compileHandler(record, draft) } as const;
    parsed.push(
      ...parseKey(record.key, `${name}.${record.member}`, { by: `@Link ${record.member}`, action }, problems),
    );
  }
  return resolveConflicts(parsed, name, problems);
}

/**
 * Keys that work in every question of an app.
 *
 * @param links - as written in the options of the app
 */
export const compileAppLinks = (links: unknown, where: string, scope: TargetScope): Choice[] =>
  resolveConflicts(parseLinks(links, where, scope), where, scope.problems);

/** Those that need no code. */
function parseLinks(links: unknown, where: string, scope: TargetScope): ParsedChoice[] {
  return choiceEntries(links, '"links"', where, scope.problems).flatMap(([key, target]) => {
    const action = takeAction(target, { where, option: `link "${key}"` }, scope);
    return parseKey(key, where, { by: 'links', action }, scope.problems);
  });
}

function parseKey(
  key: unknown,
  where: string,
  rest: Omit<ParsedChoice, 'pattern'>,
  problems: ProblemList,
): ParsedChoice[] {
  if (typeof key !== 'string' || key.length === 1) return parseChoice(key, where, rest, problems);
  problems.add('AGI_BOOT_KEYS', where, { keys: key, problem: 'a link is one key' });
  return [];
}
