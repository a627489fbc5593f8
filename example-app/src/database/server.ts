import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { DatabaseError, Pool } from 'pg';
import type { DatabaseParts } from './database.js';
import * as schema from './schema.js';

/** A caller waits for it: a server that does not answer sooner counts as down. */
const LIMIT_MS = 2_000;
const CONNECTIONS = 10;
/** SQLSTATE: connection exception, insufficient resources, shutdown. Every other answer comes from a server that works. */
const TROUBLE = /^(?:08|53|57P)/;

const isDown = (cause: unknown) => !(cause instanceof DatabaseError) || TROUBLE.test(cause.code ?? '');

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
    migrate: (migrationsFolder) => migrate(tables, { migrationsFolder }),
    isDown,
    close: () => pool.end(),
  };
}
