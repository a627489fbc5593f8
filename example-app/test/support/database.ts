import { sql } from 'drizzle-orm';
import type { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open-database.js';
import { seed } from '../../src/database/seed.js';

let opened: Promise<Database> | undefined;

/** The database of this test run, embedded or at `DATABASE_URL`, with nothing in it but the seed data. */
export async function freshDatabase(): Promise<Database> {
  opened ??= openDatabase(process.env['DATABASE_URL']);
  return emptied(await opened);
}

/** A database that forgets everything but the seed data. */
export async function emptied(database: Database): Promise<Database> {
  await database.run((tables) =>
    tables.execute(sql`truncate customers, orders, tickets, sign_ins restart identity cascade`),
  );
  await seed(database);
  return database;
}
