import { createHook } from 'node:async_hooks';
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { beforeEach, expect, test, vi } from 'vitest';
import { Accounts } from '../src/account/accounts.service.js';
import { hashPin, isPin } from '../src/account/pin-hash.js';
import type { Database } from '../src/database/database.js';
import { customers } from '../src/database/schema.js';
import { freshDatabase } from './support/database.js';

let nowMs = Date.UTC(2026, 0, 5, 9);
let database: Database;
let accounts: Accounts;

const minutesLater = (minutes: number) => (nowMs += minutes * 60_000);
const signIn = async (number: string, pin: string) => (await accounts.signIn(number, pin)).kind;

beforeEach(async () => {
  database = await freshDatabase();
  accounts = new Accounts(database, () => new Date(nowMs));
});

test('the right PIN opens the account of its customer', async () => {
  expect(await accounts.signIn('100300', '0815')).toEqual({ kind: 'right', customer: 3 });
});

test('the third wrong PIN locks the number for 15 minutes, also for the right one', async () => {
  expect([await signIn('100100', '0000'), await signIn('100100', '0001'), await signIn('100100', '0002')]).toEqual([
    'wrong',
    'wrong',
    'locked',
  ]);
  minutesLater(14.9);
  expect(await signIn('100100', '4711')).toBe('locked');
  minutesLater(0.2);
  expect(await signIn('100100', '4711')).toBe('right');
});

test('after a lock there are three attempts again', async () => {
  for (const pin of ['0000', '0001', '0002']) await signIn('100100', pin);
  minutesLater(16);
  expect([await signIn('100100', '0'), await signIn('100100', '1'), await signIn('100100', '2')]).toEqual([
    'wrong',
    'wrong',
    'locked',
  ]);
});

test('attempts while it is locked do not make the lock longer', async () => {
  for (const pin of ['0000', '0001', '0002']) await signIn('100100', pin);
  minutesLater(10);
  expect(await signIn('100100', '4711')).toBe('locked');
  minutesLater(6);
  expect(await signIn('100100', '4711')).toBe('right');
});

test('a lock is over no sooner when the app is started again', async () => {
  for (const pin of ['0000', '0001', '0002']) await signIn('100100', pin);
  accounts = new Accounts(database, () => new Date(nowMs));
  expect(await signIn('100100', '4711')).toBe('locked');
});

test('the right PIN in time forgets the wrong ones', async () => {
  const kinds = [];
  for (const pin of ['0000', '0001', '4711', '0000', '0001']) kinds.push(await signIn('100100', pin));
  expect(kinds).toEqual(['wrong', 'wrong', 'right', 'wrong', 'wrong']);
});

test('ten calls at once have no more than three attempts between them', async () => {
  const guesses = Array.from({ length: 10 }, async (_, i) => signIn('100100', `000${i}`));
  expect((await Promise.all(guesses)).toSorted()).toEqual([...Array<string>(8).fill('locked'), 'wrong', 'wrong']);
});

test('a number that nobody has looks like any other', async () => {
  expect([await signIn('999999', '0000'), await signIn('999999', '0000'), await signIn('999999', '0000')]).toEqual([
    'wrong',
    'wrong',
    'locked',
  ]);
});

test('a PIN is stored as a hash with a salt of its own', async () => {
  const [one, other] = [await hashPin('4711'), await hashPin('4711')];
  expect(one).not.toBe(other);
  expect([await isPin('4711', one), await isPin('4711', other), await isPin('4712', one)]).toEqual([true, true, false]);
  expect(await isPin('', undefined)).toBe(false);
  const stored = await database.run((tables) => tables.select().from(customers));
  for (const { pinHash } of stored) expect(pinHash).toMatch(/^scrypt:/);
});

test('a PIN costs the same work and is compared in constant time, whether there is such a customer or not', async () => {
  let hashes = 0;
  const hook = createHook({ init: (_id, type) => void (type === 'SCRYPTREQUEST' && hashes++) }).enable();
  const compared = vi.spyOn(crypto, 'timingSafeEqual');
  syncBuiltinESMExports();
  try {
    expect(await signIn('999999', '4711')).toBe('wrong');
    expect(hashes).toBe(1);
    expect(await signIn('100100', '0000')).toBe('wrong');
    expect(hashes).toBe(2);
    expect(compared).toHaveBeenCalledOnce();
  } finally {
    hook.disable();
    compared.mockRestore();
    syncBuiltinESMExports();
  }
});
