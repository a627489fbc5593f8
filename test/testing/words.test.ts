import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { encodeLine } from '../../src/core/line.js';
import { readDecimal, readInteger, splitWords } from '../../src/testing/words.js';

describe('words of a line', () => {
  it('are what the core encoded, whatever that was', () => {
    const argument = fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed() && !/[\r\n\0]/.test(text));
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 20 }), (args) => {
        const named = Object.fromEntries(args.map((value, i) => [`argument${i}`, value]));
        expect(splitWords(encodeLine('SET VARIABLE', named))).toEqual(['SET', 'VARIABLE', ...args]);
      }),
    );
  });

  it.each([
    ['a"b c"d', ['ab cd']],
    ['"a""b"', ['ab']],
    ['a "" b', ['a', '', 'b']],
    ['"a b', ['a b']],
    ['\\', []],
    ['a\\', ['a']],
    ['\\"a', ['"a']],
    ['  x\ty  ', ['x', 'y']],
    ['a\u00a0b', ['a\u00a0b']],
  ])('of %s are %j', (line, words) => {
    expect(splitWords(line)).toEqual(words);
  });

  it('are 127 at most', () => {
    expect(splitWords('a '.repeat(130))).toHaveLength(127);
  });
});

describe('numbers', () => {
  it.each([
    ['150ms', 150],
    ['1e3', 1],
    ['-5', -5],
    [' 7', 7],
    ['abc', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('are read like C: %j is %j', (text, number) => {
    expect(readInteger(text)).toBe(number);
  });

  it('may have decimals', () => {
    expect(readDecimal('1.5s')).toBe(1.5);
    expect(readDecimal('abc')).toBeUndefined();
  });
});
