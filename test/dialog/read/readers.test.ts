/* What each reader makes of an entry: its value, or the word for what is wrong with it. */
import { describe, expect, test } from 'vitest';
import { read } from '../../../src/dialog/read/read.js';
import type { Reader } from '../../../src/dialog/read/reader.js';
import { valueOrReason } from './check-context.js';

const eur = (minor: bigint) => ({ minor, currency: 'EUR' });
const yen = (minor: bigint) => ({ minor, currency: 'JPY' });
const dinars = (minor: bigint) => ({ minor, currency: 'KWD' });

type Row = readonly [digits: string, expected: unknown];

const TABLES: readonly (readonly [name: string, reader: Reader<unknown>, rows: readonly Row[]])[] = [
  [
    'digits of one length',
    read.digits({ length: 4 }),
    [
      ['0042', '0042'],
      ['004', 'tooShort'],
      ['00421', 'tooLong'],
      ['004*', 'badKey'],
      ['', 'tooShort'],
    ],
  ],
  [
    'digits of a range of lengths',
    read.digits({ min: 2, max: 3 }),
    [
      ['1', 'tooShort'],
      ['12', '12'],
      ['123', '123'],
      ['1234', 'tooLong'],
    ],
  ],
  [
    'digits without min',
    read.digits({ max: 3 }),
    [
      ['', 'tooShort'],
      ['7', '7'],
    ],
  ],
  [
    'digits that may be left out',
    read.digits({ min: 0, max: 3 }),
    [
      ['', ''],
      ['7', '7'],
    ],
  ],
  [
    'a PIN',
    read.pin({ length: 4 }),
    [
      ['0000', '0000'],
      ['000', 'tooShort'],
    ],
  ],
  [
    'yes or no',
    read.yesNo(),
    [
      ['1', true],
      ['2', false],
      ['3', 'badKey'],
      ['', 'tooShort'],
      ['11', 'tooLong'],
    ],
  ],
  [
    'yes or no on other keys',
    read.yesNo({ yes: '*', no: '#' }),
    [
      ['*', true],
      ['#', false],
      ['1', 'badKey'],
    ],
  ],
  [
    'an integer',
    read.integer({ min: 10, max: 250 }),
    [
      ['10', 10],
      ['250', 250],
      ['251', 'outOfRange'],
      ['007', 'outOfRange'],
      ['012', 12],
      ['9', 'tooShort'],
      ['1000', 'tooLong'],
      ['1*', 'badKey'],
    ],
  ],
  [
    'an integer with room for zeros',
    read.integer({ min: 1, max: 999 }),
    [
      ['007', 7],
      ['7', 7],
      ['000', 'outOfRange'],
    ],
  ],
  [
    'an integer of one digit',
    read.integer({ min: 1, max: 5 }),
    [
      ['1', 1],
      ['5', 5],
      ['0', 'badKey'],
      ['9', 'badKey'],
    ],
  ],
  [
    'the largest safe integer',
    read.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
    [
      ['9007199254740991', Number.MAX_SAFE_INTEGER],
      ['9007199254740992', 'outOfRange'],
      ['9007199254740993', 'outOfRange'],
    ],
  ],
  [
    'euros',
    read.amount({ currency: 'EUR' }),
    [
      ['12', eur(1200n)],
      ['12*50', eur(1250n)],
      ['0*05', eur(5n)],
      ['*50', eur(50n)],
      ['0', eur(0n)],
      ['0012', eur(1200n)],
      ['12*', 'notAnAmount'],
      ['12*5', 'notAnAmount'],
      ['12*505', 'notAnAmount'],
      ['*', 'notAnAmount'],
      ['1*2*3', 'notAnAmount'],
      ['1**', 'notAnAmount'],
      ['', 'tooShort'],
      ['12#50', 'badKey'],
      ['999999999999*99', eur(99_999_999_999_999n)],
      ['1000000000000', 'outOfRange'],
    ],
  ],
  [
    'euros up to 500',
    read.amount({ currency: 'EUR', max: 500 }),
    [
      ['500', eur(50_000n)],
      ['500*00', eur(50_000n)],
      ['500*01', 'outOfRange'],
      ['501', 'outOfRange'],
      ['5000*00', 'tooLong'],
    ],
  ],
  [
    'euros up to 99.50',
    read.amount({ currency: 'EUR', max: 99.5 }),
    [
      ['99*50', eur(9950n)],
      ['99*51', 'outOfRange'],
    ],
  ],
  [
    'euros up to 0.50',
    read.amount({ currency: 'EUR', max: 0.5 }),
    [
      ['0*50', eur(50n)],
      ['*50', eur(50n)],
      ['1', 'outOfRange'],
    ],
  ],
  [
    'euros with # for the point',
    read.amount({ currency: 'EUR', decimalKey: '#' }),
    [
      ['12#50', eur(1250n)],
      ['12*50', 'badKey'],
    ],
  ],
  [
    'yen, which have no decimals',
    read.amount({ currency: 'JPY', max: 5000 }),
    [
      ['5000', yen(5000n)],
      ['12*', 'badKey'],
      ['5001', 'outOfRange'],
    ],
  ],
  [
    'dinars, which have three',
    read.amount({ currency: 'KWD' }),
    [
      ['1*005', dinars(1005n)],
      ['1', dinars(1000n)],
      ['1*05', 'notAnAmount'],
    ],
  ],
  [
    'a day, day first',
    read.date(),
    [
      ['29022024', { year: 2024, month: 2, day: 29 }],
      ['29022023', 'notADate'],
      ['29021900', 'notADate'],
      ['29022000', { year: 2000, month: 2, day: 29 }],
      ['31042024', 'notADate'],
      ['00012024', 'notADate'],
      ['01002024', 'notADate'],
      ['01132024', 'notADate'],
      ['32012024', 'notADate'],
      ['010150', 'tooShort'],
      ['01011582', 'notADate'],
      ['01011583', { year: 1583, month: 1, day: 1 }],
      ['20110203', 'notADate'],
      ['31129999', { year: 9999, month: 12, day: 31 }],
    ],
  ],
  [
    'a day, month first',
    read.date({ order: 'mdy' }),
    [
      ['12312024', { year: 2024, month: 12, day: 31 }],
      ['31122024', 'notADate'],
    ],
  ],
  [
    'a day, year first',
    read.date({ order: 'ymd' }),
    [
      ['20241231', { year: 2024, month: 12, day: 31 }],
      ['31122024', 'notADate'],
    ],
  ],
  [
    'a time',
    read.time(),
    [
      ['0000', { hour: 0, minute: 0 }],
      ['0930', { hour: 9, minute: 30 }],
      ['2359', { hour: 23, minute: 59 }],
      ['2400', 'notATime'],
      ['0960', 'notATime'],
      ['930', 'tooShort'],
    ],
  ],
  [
    'a phone number in France',
    read.phoneNumber({ country: 'FR' }),
    [
      ['0612345678', '+33612345678'],
      ['0033612345678', '+33612345678'],
      ['0012125550100', '+12125550100'],
      ['061234567', 'notAPhoneNumber'],
      ['06123456789', 'notAPhoneNumber'],
      ['0000000000', 'notAPhoneNumber'],
      ['112', 'tooShort'],
      ['061234*678', 'badKey'],
      ['1'.repeat(21), 'tooLong'],
    ],
  ],
  [
    'a phone number in the United States',
    read.phoneNumber({ country: 'US' }),
    [
      ['2125550100', '+12125550100'],
      ['12125550100', '+12125550100'],
      ['01133612345678', '+33612345678'],
      ['0033612345678', '+33612345678'],
      ['5550100', 'notAPhoneNumber'],
    ],
  ],
  [
    'a phone number in Italy, which keeps its zero',
    read.phoneNumber({ country: 'IT' }),
    [['0611223344', '+390611223344']],
  ],
  [
    'a phone number of any country',
    read.phoneNumber(),
    [
      ['0033612345678', '+33612345678'],
      ['0612345678', 'notAPhoneNumber'],
      ['33612345678', 'notAPhoneNumber'],
      ['01133612345678', 'notAPhoneNumber'],
      ['0000', 'notAPhoneNumber'],
    ],
  ],
  [
    'an extension by pattern',
    read.extension({ pattern: '_2XX' }),
    [
      ['201', '201'],
      ['301', 'unknownExtension'],
      ['20', 'tooShort'],
      ['2011', 'tooLong'],
      ['2*1', 'badKey'],
    ],
  ],
  [
    'an extension by several patterns',
    read.extension({ pattern: ['_2XX', '_[46]Z', '8'] }),
    [
      ['299', '299'],
      ['41', '41'],
      ['40', 'unknownExtension'],
      ['8', '8'],
      ['51', 'unknownExtension'],
    ],
  ],
  [
    'an extension of any length',
    read.extension({ pattern: '_9.' }),
    [
      ['9', 'tooShort'],
      ['91', '91'],
      [`9${'1'.repeat(31)}`, `9${'1'.repeat(31)}`],
      [`9${'1'.repeat(32)}`, 'tooLong'],
      ['9*', 'badKey'],
    ],
  ],
  [
    'an extension that may end early',
    read.extension({ pattern: '_9!' }),
    [
      ['9', '9'],
      ['91', '91'],
      ['8', 'unknownExtension'],
    ],
  ],
  [
    'an extension by list',
    read.extension({ allow: ['201', '*97'] }),
    [
      ['201', '201'],
      ['*97', '*97'],
      ['205', 'badKey'],
      ['207', 'unknownExtension'],
      ['20', 'tooShort'],
    ],
  ],
  [
    'one of some values',
    read.oneOf({ '1': 'morning', '2': 42, '*': undefined }),
    [
      ['1', 'morning'],
      ['2', 42],
      ['*', undefined],
      ['3', 'badKey'],
    ],
  ],
  [
    'a card number',
    read.cardNumber(),
    [
      ['4111111111111111', '4111111111111111'],
      ['378282246310005', '378282246310005'],
      ['4111111111111112', 'wrongCheckDigit'],
      ['4222222222222', '4222222222222'],
      ['6304000000000000', '6304000000000000'],
      ['41111111111', 'tooShort'],
      ['0'.repeat(20), 'tooLong'],
    ],
  ],
];

describe.each(TABLES)('%s', (_name, reader, rows) => {
  test.each(rows)('"%s" is %o', async (digits, expected) => {
    expect(await valueOrReason(reader, digits)).toEqual(expected);
  });
});

test.each([
  [1, 5, '12345'],
  [1, 9, '123456789'],
  [0, 9, '0123456789'],
  [7, 7, '7'],
  [1, 10, '0123456789'],
])('an integer from %i to %i is made of the keys %s, so that links may have the others', (min, max, keys) => {
  expect(read.integer({ min, max }).alphabet).toBe(keys);
});
