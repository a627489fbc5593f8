import { ALL_KEYS, type Key } from './values.js';

/** How typed keys stand to a pattern: it is this, it could become this, both, or neither. */
export interface KeyMatch {
  readonly isExact: boolean;
  readonly canGrow: boolean;
}

/** Keys as the dialplan writes an extension: a literal (`1`, `12`, `*9`) or a pattern (`_2XX`, `_9.`). */
export interface KeyPattern {
  readonly kind: 'keys';
  /** As written. */
  readonly text: string;
  /** For each position the keys that fit it. */
  readonly positions: readonly string[];
  /** Any number of further keys may follow: `.` needs one at least, `!` none. */
  readonly tail: '.' | '!' | undefined;
}

const CLASSES: Record<string, string> = { X: '0123456789', Z: '123456789', N: '23456789' };

/**
 * Reads a literal or an Asterisk pattern.
 *
 * @param text - `1`, `*9`, or with a leading `_`: `X` 0-9, `Z` 1-9, `N` 2-9, `[13-5]`, and `.` (one or more keys) or `!` (none or more) at the end; `-` only parts them
 * @param keys - what stands for itself
 * @returns the pattern, or a sentence that says what is wrong with it
 */
export function parseKeyPattern(text: string, keys = ALL_KEYS): KeyPattern | string {
  const isPattern = text.startsWith('_');
  const positions: string[] = [];
  let tail: '.' | '!' | undefined;
  for (let i = isPattern ? 1 : 0; i < text.length; i++) {
    const character = text[i] as string;
    if (tail !== undefined) return `"${tail}" must be the last character of a pattern`;
    if (keys.includes(character)) positions.push(character);
    else if (!isPattern) return `"${character}" is on no telephone; patterns start with _`;
    else if (CLASSES[character.toUpperCase()] !== undefined) positions.push(CLASSES[character.toUpperCase()] as string);
    else if (character === '.' || character === '!') tail = character;
    else if (character === '-') continue;
    else if (character === '[') {
      const end = text.indexOf(']', i);
      const set = end < 0 ? undefined : expandSet(text.slice(i + 1, end));
      if (set === undefined) return `"${text.slice(i)}" is no list of keys like [13-5]`;
      positions.push(set);
      i = end;
    } else return `"${character}" means nothing in a pattern (X, Z, N, [13-5], . and ! do)`;
  }
  if (positions.length === 0 && tail === undefined) return 'it names no key';
  return { kind: 'keys', text, positions, tail };
}

/**
 * Compares what was typed so far with a pattern.
 *
 * @param terminator - ends an entry, so that `.` and `!` do not take it; in Asterisk they take `#` too
 * @param keys - what `.` and `!` take besides
 */
export function matchKeys(pattern: KeyPattern, typed: string, terminator?: Key, keys = ALL_KEYS): KeyMatch {
  const { positions, tail } = pattern;
  const tailKeys = tail === undefined ? '' : keys.replace(terminator ?? '', '');
  for (let i = 0; i < typed.length; i++)
    if (!(positions[i] ?? tailKeys).includes(typed.charAt(i))) return { isExact: false, canGrow: false };
  const missing = positions.length - typed.length;
  if (tail === undefined) return { isExact: missing === 0, canGrow: missing > 0 };
  return { isExact: missing <= (tail === '.' ? -1 : 0), canGrow: true };
}

/**
 * Which of two patterns that both match wins: the literal, then position by position the one with fewer possible keys, a
 * tail last. Asterisk's own order.
 *
 * @returns below 0 when `a` wins, above 0 when `b` does, 0 when neither is more specific
 */
export function compareSpecificity(a: KeyPattern, b: KeyPattern): number {
  const length = Math.max(a.positions.length, b.positions.length);
  for (let i = 0; i < length; i++) {
    const difference =
      (a.positions[i]?.length ?? ALL_KEYS.length + 1) - (b.positions[i]?.length ?? ALL_KEYS.length + 1);
    if (difference !== 0) return difference;
  }
  return tailRank(a) - tailRank(b);
}

const tailRank = ({ tail }: KeyPattern) => (tail === undefined ? 0 : tail === '!' ? 2 : 1);

function expandSet(text: string): string | undefined {
  let set = '';
  for (let i = 0; i < text.length; i++) {
    const from = text[i] as string;
    const to = text[i + 1] === '-' ? text[i + 2] : undefined;
    if (to === undefined) {
      if (!ALL_KEYS.includes(from)) return undefined;
      set += from;
    } else {
      if (!/[0-9]/.test(from) || !/[0-9]/.test(to) || from > to) return undefined;
      for (let digit = Number(from); digit <= Number(to); digit++) set += digit;
      i += 2;
    }
  }
  return set === '' ? undefined : [...new Set(set)].join('');
}
