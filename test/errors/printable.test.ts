import { expect, test } from 'vitest';
import { printable } from '../../src/errors/printable.js';

const stubborn = {
  toString() {
    throw new Error('no text');
  },
};

test.each<[string, unknown, string]>([
  ['cuts what is long', 'a'.repeat(81), `${'a'.repeat(79)}…`],
  ['shows control, bidi and half characters as numbers', 'a\n\u202eb\ud800', 'a\\x0a\\u202eb\\ud800'],
  ['shows what has no text', Object.create(null), '[object Object]'],
  ['shows what does not give it', stubborn, '[object Object]'],
])('%s', (_, value, shown) => {
  expect(printable(value)).toBe(shown);
});
