import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Client, DatabaseError, Pool } from 'pg';
import type { DatabaseParts } from './database.js';
import * as schema from './schema.js';

/** A caller waits for it: a server that does not answer sooner counts as down. */
const LIMIT_MS = 2_000;
const CONNECTIONS = 10;
/** SQLSTATE: connection exception, insufficient resources, shutdown. Every other answer comes from a server that works. */
const TROUBLE = /^(?:08|53|57P)/;

const isDown = (cause: unknown) => !(cause instanceof DatabaseError) || TROUBLE.test(cause.code ?? '');

/** Over a connection of its own: no caller waits for it, and of several apps that start at once one does it. */
async function migrateAlone(url: string, migrationsFolder: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: LIMIT_MS });
  client.on('error', () => undefined);
  await client.connect();
  try {
    // Given back with the connection.
    await client.query('select pg_advisory_lock(4573)');
    await migrate(drizzle(client), { migrationsFolder });
  } finally {
    await client.end();
  }
}

/**
 * A PostgreSQL server.
 *
 * @param url - `postgres://user:password@host:5432/company`
 */
export function openServer(url: string): DatabaseParts {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: LIMIT_MS,
    query_timeout: LIMIT_MS,
  });
  // A connection that breaks while nobody uses it: the pool makes another. Without a listener it would end the process.
  pool.on('error', () => undefined);
  const tables = drizzle(pool, { schema });
  return {
    tables,
    migrate: (migrationsFolder) => migrateAlone(url, migrationsFolder),
    isDown,
    close: () => pool.end(),
  };
}
