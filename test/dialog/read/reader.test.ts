import { describe, expect, test, vi } from 'vitest';
import { read } from '../../../src/dialog/read/read.js';
import { readValue } from '../../../src/dialog/read/reader.js';
import { say } from '../../../src/dialog/say.js';
import { checkContext, reading } from './check-context.js';

class Orders {
  find(number: string) {
    return number === '1234' ? { number, open: true } : undefined;
  }
}

describe('a reader with checks', () => {
  const guests = read
    .integer({ min: 1, max: 20 })
    .validate((count) => count % 2 === 0, 'even-only')
    .validate(async (count) => count < 10, ['too-many', 'call-us']);

  test('gives the value that every check accepts', async () => {
    expect(await reading(guests, '8')).toEqual({ kind: 'value', value: 8 });
  });

  test('complains with the words of the first check that refuses', async () => {
    expect(await reading(guests, '11')).toMatchObject({ reason: 'refused', prompt: [{ name: 'even-only' }] });
    expect(await reading(guests, '12')).toMatchObject({
      reason: 'refused',
      prompt: [{ name: 'too-many' }, { name: 'call-us' }],
    });
  });

  test('has no words of its own for keys that mean nothing', async () => {
    expect(await reading(guests, '99')).toEqual({ kind: 'notUnderstood', reason: 'outOfRange', prompt: undefined });
    expect(await reading(guests, '1*')).toEqual({ kind: 'notUnderstood', reason: 'badKey', prompt: undefined });
  });

  test('does not run its checks on an entry that is no value', async () => {
    const check = vi.fn(() => true);
    await reading(read.integer({ min: 5, max: 10 }).validate(check, 'no'), '99');
    expect(check).not.toHaveBeenCalled();
  });

  test('lists what its checks may say, for those who look for missing sounds', () => {
    expect(guests.checkPrompts).toEqual([
      [{ kind: 'file', name: 'even-only' }],
      [
        { kind: 'file', name: 'too-many' },
        { kind: 'file', name: 'call-us' },
      ],
    ]);
  });

  test('refuses words that are no prompt when it is made, not during a call', () => {
    expect(() => read.digits({ max: 4 }).validate(() => true, '')).toThrow(
      expect.objectContaining({ code: 'AGI_NOT_A_PROMPT' }),
    );
    expect(() => read.digits({ max: 4 }).map(Number, [''])).toThrow(
      expect.objectContaining({ code: 'AGI_NOT_A_PROMPT' }),
    );
  });
});

describe('map', () => {
  test('hands the new value to the checks after it', async () => {
    const order = read
      .digits({ length: 4 })
      .map((number, context) => context.get(Orders).find(number), 'no-such-order')
      .validate(({ open }) => open, 'closed')
      .map(({ number }) => Number(number), 'never');
    const get = () => new Orders() as never;
    expect(await readValue(order, '1234', checkContext('1234', { get }))).toEqual({ kind: 'value', value: 1234 });
    expect(await readValue(order, '9999', checkContext('9999', { get }))).toMatchObject({
      reason: 'notFound',
      prompt: [{ name: 'no-such-order' }],
    });
  });

  test.each([null, false, 0, ''])('takes %o for a value: only undefined means not found', async (value) => {
    expect(
      await reading(
        read.digits({ max: 1 }).map(() => value, 'no'),
        '1',
      ),
    ).toEqual({ kind: 'value', value });
  });

  test('may say more than a sound file', async () => {
    const reader = read.digits({ max: 4 }).map(() => undefined, ['no-order', say.digits('4')]);
    expect(await reading(reader, '1')).toMatchObject({
      prompt: [
        { kind: 'file', name: 'no-order' },
        { kind: 'digits', text: '4' },
      ],
    });
  });
});

describe('a reader', () => {
  test('is not changed by what is made of it', async () => {
    const plain = read.digits({ length: 4 });
    plain.validate(() => false, 'never').map(() => undefined, 'never');
    expect(await reading(plain, '1234')).toEqual({ kind: 'value', value: '1234' });
    expect(plain.checkPrompts).toEqual([]);
  });

  test('tells its checks the signal, the attempt and the keys', async () => {
    const check = vi.fn(() => true);
    const context = checkContext('007', { attempt: 2 });
    await readValue(read.integer({ min: 1, max: 999 }).validate(check, 'no'), '007', context);
    expect(check).toHaveBeenCalledExactlyOnceWith(7, context);
  });

  test('throws what a check throws, at once or later', async () => {
    const broken = new Error('the database is down');
    const digits = read.digits({ length: 1 });
    await expect(
      reading(
        digits.validate(() => {
          throw broken;
        }, 'no'),
        '1',
      ),
    ).rejects.toBe(broken);
    await expect(
      reading(
        digits.map(() => Promise.reject(broken), 'no'),
        '1',
      ),
    ).rejects.toBe(broken);
  });

  test('asks no further service when the caller hangs up during a check', async () => {
    const hangUp = new AbortController();
    const gone = new Error('the caller hung up');
    const later = vi.fn(() => true);
    const reader = read
      .digits({ length: 1 })
      .validate(() => {
        hangUp.abort(gone);
        return true;
      }, 'no')
      .validate(later, 'no');
    await expect(readValue(reader, '1', checkContext('1', { signal: hangUp.signal }))).rejects.toBe(gone);
    expect(later).not.toHaveBeenCalled();
  });
});
