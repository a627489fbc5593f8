import { expect, test } from 'vitest';
import { maxConnections } from '../../src/transport/open-files.js';

const limits = (files: string) =>
  `Limit                     Soft Limit           Hard Limit           Units     \nMax open files            ${files.padEnd(20)} 524288               files     \n`;

test.each([
  ['400', 296],
  ['1024', 857],
  ['524288', 471_795],
  // Too few for anything, but one call shall come through.
  ['32', 1],
  ['unlimited', Infinity],
])('of %s open files leave room for %d connections', (files, expected) => {
  expect(maxConnections(limits(files))).toBe(expected);
});

test('is no limit where nobody says', () => {
  expect(maxConnections('')).toBe(Infinity);
});

test('is read from the system', () => {
  expect(maxConnections()).toBeGreaterThan(1);
});
