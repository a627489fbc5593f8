/* How each reader lets the keys be collected: what the engine goes by. */
import { expect, test } from 'vitest';
import { read } from '../../../src/dialog/read/read.js';
import type { Collection } from '../../../src/dialog/read/collection.js';

const DIGITS = '0123456789';
const clear = { interDigitTimeoutMs: undefined, masked: false } as const;

test.each<readonly [name: string, reader: Collection, expected: Collection]>([
  ['digits({ length: 4 })', read.digits({ length: 4 }), { ...clear, minDigits: 4, maxDigits: 4, alphabet: DIGITS }],
  ['digits({ max: 9 })', read.digits({ max: 9 }), { ...clear, minDigits: 1, maxDigits: 9, alphabet: DIGITS }],
  [
    'pin({ length: 4 })',
    read.pin({ length: 4 }),
    { ...clear, minDigits: 4, maxDigits: 4, alphabet: DIGITS, masked: true },
  ],
  ['yesNo()', read.yesNo(), { ...clear, minDigits: 1, maxDigits: 1, alphabet: '12' }],
  ['yesNo({ no: "*" })', read.yesNo({ no: '*' }), { ...clear, minDigits: 1, maxDigits: 1, alphabet: '1*' }],
  [
    'integer({ min: 1, max: 5 })',
    read.integer({ min: 1, max: 5 }),
    { ...clear, minDigits: 1, maxDigits: 1, alphabet: '12345' },
  ],
  [
    'integer({ min: 0, max: 99 })',
    read.integer({ min: 0, max: 99 }),
    { ...clear, minDigits: 1, maxDigits: 2, alphabet: DIGITS },
  ],
  [
    'integer({ min: 100, max: 250 })',
    read.integer({ min: 100, max: 250 }),
    { ...clear, minDigits: 3, maxDigits: 3, alphabet: DIGITS },
  ],
  [
    'amount in EUR',
    read.amount({ currency: 'EUR', max: 500 }),
    { ...clear, minDigits: 1, maxDigits: 6, alphabet: `${DIGITS}*` },
  ],
  [
    'amount in EUR with #',
    read.amount({ currency: 'EUR', decimalKey: '#' }),
    { ...clear, minDigits: 1, maxDigits: 15, alphabet: `${DIGITS}#` },
  ],
  [
    'amount of less than ten euros',
    read.amount({ currency: 'EUR', max: 9.99 }),
    { ...clear, minDigits: 1, maxDigits: 4, alphabet: `${DIGITS}*` },
  ],
  [
    'amount of less than one euro, which may be written with a zero',
    read.amount({ currency: 'EUR', max: 0.5 }),
    { ...clear, minDigits: 1, maxDigits: 4, alphabet: `${DIGITS}*` },
  ],
  ['amount in JPY', read.amount({ currency: 'JPY' }), { ...clear, minDigits: 1, maxDigits: 12, alphabet: DIGITS }],
  ['date()', read.date(), { ...clear, minDigits: 8, maxDigits: 8, alphabet: DIGITS }],
  ['time()', read.time(), { ...clear, minDigits: 4, maxDigits: 4, alphabet: DIGITS }],
  [
    'phoneNumber()',
    read.phoneNumber(),
    { ...clear, minDigits: 4, maxDigits: 20, alphabet: DIGITS, interDigitTimeoutMs: 3_000 },
  ],
  [
    'extension({ pattern: "_2XX" })',
    read.extension({ pattern: '_2XX' }),
    { ...clear, minDigits: 3, maxDigits: 3, alphabet: DIGITS },
  ],
  [
    'extension({ pattern: "_N." })',
    read.extension({ pattern: '_N.' }),
    { ...clear, minDigits: 2, maxDigits: 32, alphabet: DIGITS },
  ],
  [
    'extension({ allow })',
    read.extension({ allow: ['12', '*9'] }),
    { ...clear, minDigits: 2, maxDigits: 2, alphabet: '129*' },
  ],
  ['oneOf()', read.oneOf({ '3': 'a', '#': 'b' }), { ...clear, minDigits: 1, maxDigits: 1, alphabet: '3#' }],
  [
    'cardNumber()',
    read.cardNumber(),
    { minDigits: 12, maxDigits: 19, alphabet: DIGITS, interDigitTimeoutMs: 4_000, masked: true },
  ],
])('%s', (_name, reader, expected) => {
  expect(reader).toMatchObject(expected);
});

test('a check changes nothing about how keys are collected', () => {
  const { masked, maxDigits, alphabet } = read
    .pin({ length: 4 })
    .validate(() => true, 'a')
    .map(Number, 'b');
  expect({ masked, maxDigits, alphabet }).toEqual({ masked: true, maxDigits: 4, alphabet: DIGITS });
});
