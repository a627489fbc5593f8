import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { type Database, DatabaseDown } from '../src/database/database.js';
import { openDatabase } from '../src/database/open-database.js';
import * as schema from '../src/database/schema.js';
import { seed } from '../src/database/seed.js';
import { freshDatabase } from './support/database.js';

let database: Database;

beforeEach(async () => {
  database = await freshDatabase();
});

test.each(Object.values(schema))('the migrations make every column that the code knows', async (table) => {
  const names = Object.values(getTableColumns(table)).map(({ name }) => name);
  const inDatabase = await database.run((tables) =>
    tables.execute(sql`select column_name from information_schema.columns where table_name = ${getTableName(table)}`),
  );
  // Rows of a query by hand are of no known type.
  const { rows } = inDatabase as { readonly rows: readonly { readonly column_name: string }[] };
  expect(new Set(rows.map((row) => row.column_name))).toEqual(new Set(names));
});

test('seeding twice changes nothing', async () => {
  await seed(database);
  expect(await database.run((tables) => tables.$count(schema.customers))).toBe(3);
});

test('what goes wrong is told in the words of the database, without the values', async () => {
  const order = { number: '0012', customerId: 1, status: 'open' as const, dueOn: new Date() };
  const failed = await database.run((tables) => tables.insert(schema.orders).values(order)).catch((e: unknown) => e);
  expect(String(failed)).toContain('duplicate key value');
  expect(String(failed)).not.toContain('0012');
});

test('a server that is not there is down', async () => {
  const failed = openDatabase('postgres://nobody:secret@127.0.0.1:1/none');
  await expect(failed).rejects.toThrow(DatabaseDown);
  await expect(failed).rejects.toThrow('connect ECONNREFUSED 127.0.0.1:1');
});
