import type { Action, Choice } from '../dialog/call-flow.js';
import { type ChoicePattern, MAX_EXPRESSION_KEYS } from '../dialog/choice-pattern.js';
import { parseKeyPattern } from '../core/key-pattern.js';
import { isReader } from '../dialog/read/reader.js';
import type { ProblemList } from '../errors/problem-list.js';

/** A choice as it was written: who wants which keys. `action` is missing when it has a mistake. */
export interface ParsedChoice {
  readonly by: string;
  readonly pattern: ChoicePattern;
  readonly action: Action | undefined;
  /** What else the choice says. */
  readonly said?: Pick<Choice, 'when' | 'confirm' | 'title'>;
}

/** The keys and places of `choices` and `links`. */
export function choiceEntries(
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

/**
 * Reads the keys of one choice; gives none when they are no keys.
 *
 * @param maxDigits - for a regular expression
 */
export function parseChoice(
  keys: unknown,
  where: string,
  rest: Omit<ParsedChoice, 'pattern'>,
  problems: ProblemList,
  maxDigits?: number,
): ParsedChoice[] {
  const pattern = patternOf(keys, maxDigits);
  if (typeof pattern !== 'string') return [{ ...rest, pattern }];
  problems.add('AGI_BOOT_KEYS', where, { keys, problem: pattern });
  return [];
}

/** @returns a sentence that says what is wrong, when something is */
function patternOf(keys: unknown, maxDigits: number | undefined): ChoicePattern | string {
  if (typeof keys === 'string') return parseKeyPattern(keys);
  if (keys instanceof RegExp) return expressionOf(keys, maxDigits);
  if (!isReader(keys)) return 'keys are text, a list of texts, a regular expression or a reader';
  if (keys.masked) return 'what is secret is no choice: ask for it with @Ask';
  return { kind: 'reader', text: `${keys.minDigits} to ${keys.maxDigits} of ${keys.alphabet}`, reader: keys };
}

function expressionOf({ source, flags }: RegExp, maxDigits: number | undefined): ChoicePattern | string {
  const isWhole = maxDigits !== undefined && Number.isInteger(maxDigits);
  if (!isWhole || maxDigits < 1 || maxDigits > MAX_EXPRESSION_KEYS)
    return `a regular expression needs maxDigits, a whole number from 1 to ${MAX_EXPRESSION_KEYS}`;
  // Without the flags that make it remember where it was; it must fit the whole entry.
  const expression = new RegExp(`^(?:${source})$`, flags.replaceAll(/[gy]/g, ''));
  return { kind: 'expression', text: `/${source}/`, expression, maxDigits };
}

/** The choices, when none wants the keys of another. */
export function resolveConflicts(parsed: readonly ParsedChoice[], where: string, problems: ProblemList): Choice[] {
  const taken = new Map<string, ParsedChoice>();
  for (const wanted of parsed) {
    const { pattern, by } = wanted;
    const first = taken.get(canonical(pattern));
    if (first === undefined) taken.set(canonical(pattern), wanted);
    else
      problems.add('AGI_BOOT_SAME_KEYS', where, {
        keys: [...new Set([first.pattern.text, pattern.text])],
        first: first.by,
        second: by,
      });
  }
  return parsed.flatMap(({ pattern, said, action }) => (action === undefined ? [] : [{ pattern, ...said, action }]));
}

/** The same text for patterns that take the same keys: `_[13-5]` and `_[3145]`. */
const canonical = (pattern: ChoicePattern) =>
  pattern.kind === 'keys'
    ? [...pattern.positions.map((keys) => Array.from(keys).toSorted().join('')), pattern.tail].join(' ')
    : `${pattern.kind} ${pattern.text}`;
