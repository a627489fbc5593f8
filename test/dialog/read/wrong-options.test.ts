/* Options that cannot work are refused where they are written, with the name of the option. */
import { expect, test } from 'vitest';
import { read } from '../../../src/dialog/read/read.js';
import type { Reader } from '../../../src/dialog/read/reader.js';

// As read from a database: names that the type checker does not see.
const keyA: Readonly<Record<string, number>> = { A: 1 };
const twoKeys: Readonly<Record<string, number>> = { '12': 1 };

test.each<readonly [make: () => Reader<unknown>, option: string]>([
  [() => read.digits({ length: 0 }), 'length of read.digits()'],
  [() => read.digits({ length: 1.5 }), 'length of read.digits()'],
  [() => read.digits({ length: 1024 }), 'length of read.digits()'],
  [() => read.digits({ min: 5, max: 4 }), 'min of read.digits()'],
  [() => read.digits({ min: -1, max: 4 }), 'min of read.digits()'],
  [() => read.digits({ max: Infinity }), 'max of read.digits()'],
  [() => read.pin({ length: 0 }), 'length of read.pin()'],
  [() => read.yesNo({ yes: '2' }), 'no of read.yesNo()'],
  [() => read.yesNo({ yes: 'A' as never }), 'yes of read.yesNo()'],
  [() => read.yesNo({ no: '22' as never }), 'no of read.yesNo()'],
  [() => read.yesNo({ no: '' as never }), 'no of read.yesNo()'],
  [() => read.integer({ min: 5, max: 4 }), 'min of read.integer()'],
  [() => read.integer({ min: -5, max: 4 }), 'min of read.integer()'],
  [() => read.integer({ min: 0, max: 2 ** 53 }), 'max of read.integer()'],
  [() => read.integer({ min: 0, max: Number.NaN }), 'max of read.integer()'],
  [() => read.amount({ currency: 'EURO' }), 'currency of read.amount()'],
  [() => read.amount({ currency: 'eur' }), 'currency of read.amount()'],
  [() => read.amount({ currency: 'QQQ' }), 'currency of read.amount()'],
  [() => read.amount({ currency: 'EUR', max: -1 }), 'max of read.amount()'],
  [() => read.amount({ currency: 'EUR', max: 9.999 }), 'max of read.amount()'],
  [() => read.amount({ currency: 'JPY', max: 0.5 }), 'max of read.amount()'],
  [() => read.amount({ currency: 'EUR', max: 1e12 }), 'max of read.amount()'],
  [() => read.amount({ currency: 'EUR', max: Number.NaN }), 'max of read.amount()'],
  [() => read.amount({ currency: 'EUR', decimalKey: '5' as never }), 'decimalKey of read.amount()'],
  [() => read.date({ order: 'dym' as never }), 'order of read.date()'],
  [() => read.date({ order: 'toString' as never }), 'order of read.date()'],
  [() => read.phoneNumber({ country: 'UK' as never }), 'country of read.phoneNumber()'],
  [() => read.phoneNumber({ country: 'fr' as never }), 'country of read.phoneNumber()'],
  [() => read.extension({ allow: [] }), 'allow of read.extension()'],
  [() => read.extension({ length: 3 } as never), 'pattern of read.extension()'],
  [() => read.extension({ allow: [201] } as never), 'allow of read.extension()'],
  [() => read.extension({ allow: undefined } as never), 'allow of read.extension()'],
  [() => read.extension({ allow: ['_2XX'] }), 'allow of read.extension()'],
  [() => read.extension({ allow: ['12a'] }), 'allow of read.extension()'],
  [() => read.extension({ allow: [''] }), 'allow of read.extension()'],
  [() => read.extension({ pattern: '_2Q' }), 'pattern of read.extension()'],
  [() => read.extension({ pattern: `_${'X'.repeat(33)}` }), 'pattern of read.extension()'],
  [() => read.oneOf({}), 'choices of read.oneOf()'],
  [() => read.oneOf(keyA), 'choices of read.oneOf()'],
  [() => read.oneOf(twoKeys), 'choices of read.oneOf()'],
])('%s is refused: %s', (make, option) => {
  expect(make).toThrow(
    expect.objectContaining({ code: 'AGI_OPTION', fields: expect.objectContaining({ option }) as object }),
  );
});

test('the message says which option, what it is and what would do', () => {
  expect(() => read.integer({ min: 5, max: 4 })).toThrow(
    'Option min of read.integer() is "5", but a whole number from 0 to 4 is needed. [AGI_OPTION]',
  );
});
