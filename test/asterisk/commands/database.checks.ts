import { expect } from 'vitest';

import { ArgumentError, DatabaseError } from '../../../src/errors/offhook-error.js';
import type { LabCall } from '../support/command-lab.js';
import { ANSWERS_AT_ONCE, cannot, check, type FamilyChecks, TAKES_NO_KEYS } from './check.js';

/** What `database get` prints: `Value: …`, or that there is none. */
async function stored(call: LabCall, family: string, key: string): Promise<string | undefined> {
  return /^Value: (.*)$/m.exec(await call.asterisk.cli(`database get ${family} ${key}`))?.[1];
}

const WRITES_FAIL_ON_16 = 'the length of a database key';

export const databaseChecks = {
  databaseGet: {
    success: [
      check('reads what the console stored', async ({ channel, call }) => {
        await call.asterisk.cli('database put get 1001 available');
        expect(await channel.databaseGet('get', '1001')).toBe('available');
      }),
      check('reads an empty value as an empty text', async ({ channel, call }) => {
        await call.asterisk.cli('database put get empty ""');
        expect(await channel.databaseGet('get', 'empty')).toBe('');
      }),
      check('reads a value with parentheses, blanks and what looks like a reply', async ({ channel }) => {
        const value = '200 result=1 (x) endpos=5 (timeout)';
        await channel.databasePut('get', 'odd', value);
        expect(await channel.databaseGet('get', 'odd')).toBe(value);
      }),
    ],
    failure: [
      check('rejects when there is no such key', async ({ channel }) => {
        await expect(channel.databaseGet('get', 'nothing')).rejects.toThrow(DatabaseError);
      }),
    ],
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  databasePut: {
    success: [
      check('stores a value that the console reads', async ({ channel, call }) => {
        expect(await channel.databasePut('put', 'a/b', 'says "hi" \\ there')).toBeUndefined();
        expect(await stored(call, 'put', 'a/b')).toBe('says "hi" \\ there');
      }),
      check('stores an empty value', async ({ channel, call }) => {
        await channel.databasePut('put', 'empty', '');
        expect(await stored(call, 'put', 'empty')).toBe('');
      }),
    ],
    failure: cannot(`Asterisk 22 stores whatever fits into a line; for 16 see "${WRITES_FAIL_ON_16}"`),
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  databaseDel: {
    success: [
      check('removes a key', async ({ channel, call }) => {
        await call.asterisk.cli('database put del gone x');
        await call.asterisk.cli('database put del stays x');
        expect(await channel.databaseDel('del', 'gone')).toBeUndefined();
        expect(await stored(call, 'del', 'gone')).toBeUndefined();
        expect(await stored(call, 'del', 'stays')).toBe('x');
      }),
      check('succeeds for a key that does not exist', async ({ channel }) => {
        expect(await channel.databaseDel('del', 'nothing')).toBeUndefined();
      }),
    ],
    failure: cannot(`Asterisk 22 answers the same whether there was a key or not; for 16 see "${WRITES_FAIL_ON_16}"`),
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  databaseDelTree: {
    success: [
      check('removes the keys below a part of a family, and says so', async ({ channel, call }) => {
        for (const key of ['a/1', 'a/2', 'b/1']) await call.asterisk.cli(`database put tree ${key} x`);
        expect(await channel.databaseDelTree('tree', 'a')).toBe(true);
        expect(await stored(call, 'tree', 'a/1')).toBeUndefined();
        expect(await stored(call, 'tree', 'a/2')).toBeUndefined();
        expect(await stored(call, 'tree', 'b/1')).toBe('x');
      }),
      check('removes a whole family, and says so', async ({ channel, call }) => {
        await call.asterisk.cli('database put forest a x');
        expect(await channel.databaseDelTree('forest')).toBe(true);
        expect(await stored(call, 'forest', 'a')).toBeUndefined();
      }),
    ],
    failure: [
      check('says that nothing was removed', async ({ channel }) => {
        expect(await channel.databaseDelTree('desert')).toBe(false);
      }),
      check('refuses what would remove other families, too', async ({ channel, call }) => {
        await call.asterisk.cli('database put wildX a x');
        for (const family of ['wild_', 'wild%', '']) {
          await expect(channel.databaseDelTree(family)).rejects.toThrow(ArgumentError);
          expect(await stored(call, 'wildX', 'a')).toBe('x');
        }
        await expect(channel.databaseDelTree('wildX', '%')).rejects.toThrow(ArgumentError);
        await expect(channel.databaseDelTree('wildX', '')).rejects.toThrow(ArgumentError);
        expect(await stored(call, 'wildX', 'a')).toBe('x');
        // They would have been removed.
        await channel.sendRawCommand('DATABASE DELTREE wild_');
        expect(await stored(call, 'wildX', 'a')).toBeUndefined();
      }),
    ],
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },
} satisfies FamilyChecks<'databaseGet' | 'databasePut' | 'databaseDel' | 'databaseDelTree'>;
