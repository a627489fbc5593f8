import { Client } from 'pg';
import { expect, test } from 'vitest';
import { customers } from '../../example-app/src/database/schema.js';
import { openDatabase } from '../../example-app/src/database/open-database.js';

test('apps that start at once make the tables once', async () => {
  const url = new URL(process.env['DATABASE_URL'] ?? '');
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query('create database started_at_once');
  await client.end();
  url.pathname = '/started_at_once';
  const databases = await Promise.all(Array.from({ length: 4 }, () => openDatabase(url.href)));
  for (const database of databases) {
    expect(await database.run((tables) => tables.$count(customers))).toBe(0);
    await database[Symbol.asyncDispose]();
  }
});
