import type { Action, Choice } from '../dialog/call-flow.js';
import { type KeyPattern, parseKeyPattern } from '../dialog/keys.js';
import type { ProblemList } from './boot-problems.js';

/** Who wants which keys; `action` is missing when it has a mistake. */
export interface Claim {
  readonly by: string;
  readonly pattern: KeyPattern;
  readonly action: Action | undefined;
}

/** The keys and places of `choices` and `links`. */
export function entriesOf(
  map: unknown,
  option: string,
  where: string,
  problems: ProblemList,
): [keys: string, target: unknown][] {
  if (map === undefined) return [];
  if (typeof map === 'object' && map !== null && !Array.isArray(map)) return Object.entries(map);
  problems.add('AGI_BOOT_OPTION', where, {
    option,
    value: map,
    problem: 'an object is needed: keys and where they lead',
  });
  return [];
}

/** One claim; none when the keys are no keys. */
export function claim(keys: unknown, where: string, rest: Omit<Claim, 'pattern'>, problems: ProblemList): Claim[] {
  const pattern = typeof keys === 'string' ? parseKeyPattern(keys) : 'keys are text';
  if (typeof pattern !== 'string') return [{ ...rest, pattern }];
  problems.add('AGI_BOOT_KEYS', where, { keys, problem: pattern });
  return [];
}

/** What the claims come to, when nobody wants the keys of another. */
export function settleClaims(claims: readonly Claim[], where: string, problems: ProblemList): Choice[] {
  const taken = new Map<string, Claim>();
  for (const { pattern, by, action } of claims) {
    const first = taken.get(canonical(pattern));
    if (first === undefined) taken.set(canonical(pattern), { pattern, by, action });
    else
      problems.add('AGI_BOOT_SAME_KEYS', where, {
        keys: [...new Set([first.pattern.text, pattern.text])],
        first: first.by,
        second: by,
      });
  }
  return claims.flatMap(({ pattern, action }) => (action === undefined ? [] : [{ pattern, action }]));
}

/** The same text for patterns that take the same keys: `_[13-5]` and `_[3145]`. */
const canonical = ({ positions, tail }: KeyPattern) =>
  [...positions.map((keys) => Array.from(keys).toSorted().join('')), tail].join(' ');
