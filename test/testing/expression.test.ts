import { describe, expect, it } from 'vitest';

import { calculate } from '../../src/testing/expression.js';

describe('what stands in $[…]', () => {
  it.each([
    ['1 + 2', '3'],
    ['2+3*4', '14'],
    ['(2 + 3) * 4', '20'],
    ['7 / 2', '3.5'],
    ['7 % 4', '3'],
    ['-3 + 1', '-2'],
    ['10 > 9', '1'],
    ['"10" > "9"', '1'],
    ['b > a', '1'],
    ['"a b" = "a b"', '1'],
    ['a != a', '0'],
    ['0 | 5', '5'],
    ['3 & 0', '0'],
    ['! 0', '1'],
    ['1 ? yes :: no', 'yes'],
    ['0 ? yes :: no', 'no'],
    ['text', 'text'],
  ])('is calculated: %s', (expression, value) => {
    expect(calculate(expression)).toBe(value);
  });

  it('is nothing when it is no expression', () => {
    expect(calculate('1 2')).toBeUndefined();
  });
});
