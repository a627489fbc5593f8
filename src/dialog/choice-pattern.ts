import { compareSpecificity, type KeyMatch, type KeyPattern, matchKeys } from '../core/key-pattern.js';
import { ALL_KEYS, type Key } from './keys.js';
import type { Reader } from './read/reader.js';

/** The longest entry that a regular expression is tried on. */
export const MAX_EXPRESSION_KEYS = 32;

/** A regular expression that a whole entry must fit. */
export interface ExpressionPattern {
  readonly kind: 'expression';
  /** As written. */
  readonly text: string;
  readonly expression: RegExp;
  readonly maxDigits: number;
}

/** What a reader understands: whether it does is known only when it is asked. */
export interface ReaderPattern {
  readonly kind: 'reader';
  /** In words: `3 to 4 of 0123456789`. */
  readonly text: string;
  readonly reader: Reader<unknown>;
}

/** What a choice listens to. */
export type ChoicePattern = KeyPattern | ExpressionPattern | ReaderPattern;

/**
 * Compares what was typed so far with a choice. Of an expression nobody knows what it could become, so up to its length it can
 * grow; the terminator it takes only where it names it, or `1#` would wait for more keys in every menu with an expression.
 */
export function matchPattern(pattern: ChoicePattern, typed: string, terminator?: Key): KeyMatch {
  switch (pattern.kind) {
    case 'keys':
      return matchKeys(pattern, typed, terminator);
    case 'expression':
      if (terminator !== undefined && typed.includes(terminator) && !pattern.text.includes(terminator))
        return { isExact: false, canGrow: false };
      return { isExact: fits(pattern, typed), canGrow: typed.length < pattern.maxDigits };
    case 'reader': {
      const { minDigits, maxDigits, alphabet } = pattern.reader;
      if (!Array.from(typed).every((key) => alphabet.includes(key))) return { isExact: false, canGrow: false };
      return {
        isExact: typed.length >= minDigits && typed.length <= maxDigits,
        canGrow: typed.length < maxDigits,
      };
    }
  }
}

const RANK = { keys: 0, expression: 1, reader: 2 } as const satisfies Record<ChoicePattern['kind'], number>;

/** Which of two choices that both match wins: keys and patterns by how special they are, then expressions, then readers. */
export function comparePatterns(a: ChoicePattern, b: ChoicePattern): number {
  return a.kind === 'keys' && b.kind === 'keys' ? compareSpecificity(a, b) : RANK[a.kind] - RANK[b.kind];
}

/** The keys that an entry for this choice can begin with. */
export function firstKeysOfPattern(pattern: ChoicePattern): string {
  switch (pattern.kind) {
    case 'keys':
      return pattern.positions[0] ?? ALL_KEYS;
    case 'expression':
      return ALL_KEYS;
    case 'reader':
      return pattern.reader.alphabet;
  }
}

const fits = ({ expression, maxDigits }: ExpressionPattern, typed: string) =>
  typed.length <= maxDigits && expression.test(typed);
