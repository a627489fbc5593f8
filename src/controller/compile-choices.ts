import type { Action, Choice } from '../dialog/call-flow.js';
import { type KeyPattern, parseKeyPattern } from '../dialog/keys.js';
import type { Answer } from './answers.js';
import { compileTarget, type TargetSite } from './compile-target.js';
import type { Draft } from './draft.js';

/** Who wants which keys; `action` is missing when it has a mistake. */
interface Claim {
  readonly by: string;
  readonly pattern: KeyPattern;
  readonly action: Action | undefined;
}

/**
 * The choices of one menu: those that need no code, then its `@OnDtmf` methods.
 *
 * @param choices - as written in the options of `@Menu`
 */
export function compileChoices(menu: string, choices: unknown, answers: readonly Answer[], draft: Draft): Choice[] {
  const where = `${draft.name}.${menu}`;
  const claims: Claim[] = [];
  for (const [keys, target] of entriesOf(choices, '"choices"', where, draft)) {
    const action = takes(target, { where, option: `choice "${keys}"`, keys }, draft);
    claims.push(...claim(keys, where, { by: `choices of ${menu}`, action }, draft));
  }
  for (const { record, handler, where: at } of answers) {
    if (record.kind !== 'OnDtmf') continue;
    if (record.keys.length === 0)
      draft.problems.add('AGI_BOOT_KEYS', at, { keys: record.keys, problem: 'it names no key' });
    const wanted = { by: `@OnDtmf ${record.member}`, action: { kind: 'run', handler } } as const;
    for (const keys of record.keys) claims.push(...claim(keys, at, wanted, draft));
  }
  checkSameKeys(claims, where, draft);
  return claims.flatMap(toChoice);
}

/** Keys that work in every menu of the class. */
export function compileLinks(links: unknown, draft: Draft): Choice[] {
  return entriesOf(links, '"links"', draft.name, draft).flatMap(([keys, target]) => {
    const action = takes(target, { where: draft.name, option: `link "${keys}"` }, draft);
    if (keys.length === 1) return claim(keys, draft.name, { by: 'links', action }, draft).flatMap(toChoice);
    draft.problems.add('AGI_BOOT_KEYS', draft.name, { keys, problem: 'a link is one key' });
    return [];
  });
}

function entriesOf(map: unknown, option: string, where: string, draft: Draft): [keys: string, target: unknown][] {
  if (map === undefined) return [];
  if (typeof map === 'object' && map !== null && !Array.isArray(map)) return Object.entries(map);
  draft.problems.add('AGI_BOOT_OPTION', where, {
    option,
    value: map,
    problem: 'an object is needed: keys and where they lead',
  });
  return [];
}

function claim(keys: unknown, where: string, rest: Omit<Claim, 'pattern'>, draft: Draft): Claim[] {
  const pattern = typeof keys === 'string' ? parseKeyPattern(keys) : 'keys are text';
  if (typeof pattern !== 'string') return [{ ...rest, pattern }];
  draft.problems.add('AGI_BOOT_KEYS', where, { keys, problem: pattern });
  return [];
}

function takes(target: unknown, site: TargetSite, draft: Draft): Action | undefined {
  const declared = compileTarget(target, site, draft);
  return declared && { kind: 'take', destination: declared.destination };
}

function checkSameKeys(claims: readonly Claim[], where: string, draft: Draft): void {
  const taken = new Map<string, Claim>();
  for (const { pattern, by, action } of claims) {
    const first = taken.get(canonical(pattern));
    if (first === undefined) taken.set(canonical(pattern), { pattern, by, action });
    else
      draft.problems.add('AGI_BOOT_SAME_KEYS', where, {
        keys: [...new Set([first.pattern.text, pattern.text])],
        first: first.by,
        second: by,
      });
  }
}

/** The same text for patterns that take the same keys: `_[13-5]` and `_[3145]`. */
const canonical = ({ positions, tail }: KeyPattern) =>
  [...positions.map((keys) => Array.from(keys).toSorted().join('')), tail].join(' ');

const toChoice = ({ pattern, action }: Claim): Choice[] => (action === undefined ? [] : [{ pattern, action }]);
