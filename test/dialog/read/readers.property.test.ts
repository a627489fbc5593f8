import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { read } from '../../../src/dialog/read/read.js';
import type { Reader } from '../../../src/dialog/read/reader.js';
import { reading, valueOrReason } from './check-context.js';

const seed = Number(process.env['OFFHOOK_SEED'] ?? Date.now() % 2 ** 31);
const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength, maxLength });
const pressed = fc.oneof(
  digits(0, 40),
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789*#ABCD')), maxLength: 40 }),
);

const READERS: readonly Reader<unknown>[] = [
  read.digits({ min: 0, max: 40 }),
  read.pin({ length: 4 }),
  read.yesNo(),
  read.integer({ min: 3, max: 70_000 }),
  read.amount({ currency: 'EUR' }),
  read.amount({ currency: 'JPY', max: 5000 }),
  read.amount({ currency: 'KWD', decimalKey: '#' }),
  read.date(),
  read.date({ order: 'ymd' }),
  read.time(),
  ...([undefined, 'FR', 'US', 'GB', 'IT', 'BR', 'RU', 'JP', 'AR', 'MX'] as const).map((country) =>
    read.phoneNumber(country === undefined ? {} : { country }),
  ),
  read.extension({ pattern: ['_2XX', '_9.', '*97'] }),
  read.extension({ allow: ['201', '#1'] }),
  read.oneOf({ '1': 'a', '*': 'b' }),
  read.cardNumber(),
];

test('whatever is pressed is a value or not understood, and never a throw', async () => {
  const property = fc.asyncProperty(fc.constantFrom(...READERS), pressed, async (reader, keys) => {
    const { kind } = await reading(reader, keys);
    const fits =
      keys.length >= reader.minDigits &&
      keys.length <= reader.maxDigits &&
      [...keys].every((key) => reader.alphabet.includes(key));
    expect(kind === 'notUnderstood' || fits).toBe(true);
  });
  await fc.assert(property, { seed, numRuns: 3_000 });
});

test('every day from 1583 to 9999 is read back from its digits, in each order', async () => {
  const days = fc.date({
    min: new Date(Date.UTC(1583, 0, 1)),
    max: new Date(Date.UTC(9999, 11, 31)),
    noInvalidDate: true,
  });
  const property = fc.asyncProperty(days, fc.constantFrom('dmy', 'mdy', 'ymd'), async (moment, order) => {
    const [y, m, d] = moment.toISOString().slice(0, 10).split('-') as [string, string, string];
    const typed = order.replace('d', d).replace('m', m).replace('y', y);
    expect(await valueOrReason(read.date({ order }), typed)).toEqual({
      year: Number(y),
      month: Number(m),
      day: Number(d),
    });
  });
  await fc.assert(property, { seed });
});

test('what is read as a day is a day: its parts are the digits that were typed', async () => {
  const property = fc.asyncProperty(digits(8, 8), async (typed) => {
    const found = await reading(read.date({ order: 'ymd' }), typed);
    if (found.kind === 'notUnderstood') return;
    const { year, month, day } = found.value;
    expect(new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10).replaceAll('-', '')).toBe(typed);
  });
  await fc.assert(property, { seed, numRuns: 1_000 });
});

test('an amount is read back to the cent', async () => {
  const property = fc.asyncProperty(fc.bigInt(0n, 99_999_999_999_999n), async (minor) => {
    const text = String(minor).padStart(3, '0');
    const typed = `${text.slice(0, -2)}*${text.slice(-2)}`;
    expect(await valueOrReason(read.amount({ currency: 'EUR' }), typed)).toEqual({ minor, currency: 'EUR' });
  });
  await fc.assert(property, { seed });
});

test('of the ten last digits of a card exactly one is right, and any single wrong digit is noticed', async () => {
  const reader = read.cardNumber();
  const property = fc.asyncProperty(
    digits(11, 18),
    fc.nat(),
    fc.integer({ min: 1, max: 9 }),
    async (payload, at, by) => {
      const candidates = Array.from({ length: 10 }, (_, check) => `${payload}${check}`);
      const kinds = await Promise.all(candidates.map((card) => reading(reader, card)));
      const right = candidates.filter((_, i) => kinds[i]?.kind === 'value');
      expect(right).toHaveLength(1);
      const card = Array.from(right[0] ?? '');
      card[at % card.length] = String((Number(card[at % card.length]) + by) % 10);
      expect(await valueOrReason(reader, card.join(''))).toBe('wrongCheckDigit');
    },
  );
  await fc.assert(property, { seed });
});
