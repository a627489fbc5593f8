import { describe, expect, it } from 'vitest';
import { compareSpecificity, type KeyPattern, matchKeys, parseKeyPattern } from '../../src/core/key-pattern.js';

function pattern(text: string): KeyPattern {
  const read = parseKeyPattern(text);
  if (typeof read === 'string') throw new Error(read);
  return read;
}

describe('what is typed', () => {
  /** Whether it is the pattern, and whether it could still become it. */
  const table: readonly [pattern: string, typed: string, isExact: boolean, canGrow: boolean][] = [
    ['12', '', false, true],
    ['12', '1', false, true],
    ['12', '12', true, false],
    ['12', '2', false, false],
    ['12', '123', false, false],
    ['*9', '*9', true, false],
    ['_2XX', '299', true, false],
    ['_2XX', '2*9', false, false],
    ['_Z', '0', false, false],
    ['_Z', '1', true, false],
    ['_n', '1', false, false],
    ['_n', '2', true, false],
    ['_[13-5]', '2', false, false],
    ['_[13-5]', '3', true, false],
    ['_[13-5]', '5', true, false],
    ['_[13-5]', '6', false, false],
    ['_1-2', '12', true, false],
    ['_1.', '1', false, true],
    ['_1.', '12', true, true],
    ['_1.', '123', true, true],
    ['_1.', '12#', true, true],
    ['_1!', '', false, true],
    ['_1!', '1', true, true],
    ['_1!', '12', true, true],
    ['_.', '', false, true],
    ['_!', '', true, true],
  ];
  it.each(table)('%s, typed "%s": is it %s, may it become it %s', (text, typed, isExact, canGrow) => {
    expect(matchKeys(pattern(text), typed)).toEqual({ isExact, canGrow });
  });

  it('is no part of a tail where it ends the entry', () => {
    expect(matchKeys(pattern('_1.'), '12#', '#')).toEqual({ isExact: false, canGrow: false });
    expect(matchKeys(pattern('_1.'), '12*', '#')).toEqual({ isExact: true, canGrow: true });
  });
});

describe('a text that is no pattern', () => {
  it.each([
    ['', 'it names no key'],
    ['_', 'it names no key'],
    ['1a', '"a" is on no telephone; patterns start with _'],
    ['1.', '"." is on no telephone; patterns start with _'],
    ['_1.2', '"." must be the last character of a pattern'],
    ['_1!!', '"!" must be the last character of a pattern'],
    ['_1Y', '"Y" means nothing in a pattern (X, Z, N, [13-5], . and ! do)'],
    ['_1[', '"[" is no list of keys like [13-5]'],
    ['_1[]', '"[]" is no list of keys like [13-5]'],
    ['_[a]', '"[a]" is no list of keys like [13-5]'],
    ['_[5-3]', '"[5-3]" is no list of keys like [13-5]'],
    ['_[*-3]', '"[*-3]" is no list of keys like [13-5]'],
    ['_[3-#]', '"[3-#]" is no list of keys like [13-5]'],
  ])('%s is refused, with the reason', (text, problem) => {
    expect(parseKeyPattern(text)).toBe(problem);
  });
});

describe('of two patterns', () => {
  it.each([
    ['12', '_1X'],
    ['_1[23]', '_1[2-4]'],
    ['_NX', '_ZX'],
    ['_ZX', '_XX'],
    ['_XZ', '_XX'],
    ['_1[0-9*#]', '_1.'],
    ['_1X', '_1.'],
    ['_1XX', '_1X.'],
    ['_1X.', '_1.'],
    ['_1.', '_1!'],
    ['_1', '_1.'],
    ['_.', '_!'],
  ])('%s goes before %s, as in the dialplan', (first, second) => {
    expect(compareSpecificity(pattern(first), pattern(second))).toBeLessThan(0);
    expect(compareSpecificity(pattern(second), pattern(first))).toBeGreaterThan(0);
  });

  it('that say the same in two ways, neither goes before the other', () => {
    expect(compareSpecificity(pattern('_[0-9]1'), pattern('_X1'))).toBe(0);
    expect(compareSpecificity(pattern('_[1123]'), pattern('_[1-3]'))).toBe(0);
  });
});
