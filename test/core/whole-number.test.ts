import { expect, test } from 'vitest';
import { wholeNumberProblem } from '../../src/core/whole-number.js';

test.each([
  [1, [1]],
  [2 ** 60, [1]],
  [0, [0, 0]],
  [7, [1, 7]],
] as const)('%d is a whole number within %j', (value, [from, to]) => {
  expect(wholeNumberProblem(value, from, to)).toBeUndefined();
});

test.each([[0], [1.5], [Number.NaN], [Infinity], ['5'], [null]])('%j is none from 1', (value) => {
  expect(wholeNumberProblem(value, 1)).toBe('a whole number from 1 is needed');
});

test('says the greatest, and what is counted', () => {
  expect(wholeNumberProblem(8, 1, 7)).toBe('a whole number from 1 to 7 is needed');
  expect(wholeNumberProblem(0, 1, 7, 'milliseconds')).toBe('a whole number of milliseconds from 1 to 7 is needed');
  expect(wholeNumberProblem(0, 1, undefined, 'bytes')).toBe('a whole number of bytes from 1 is needed');
});
