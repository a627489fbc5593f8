import { fileURLToPath } from 'node:url';
import { Database } from './database.js';
import { seed } from './seed.js';

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));

/**
 * Opens the database and brings its tables up to date.
 *
 * @param url - of a PostgreSQL server, 15 or later; without one PostgreSQL runs in this process (PGlite), holds the seed data
 *   and forgets everything at the end
 * @throws DatabaseDown when the server cannot be reached
 */
export async function openDatabase(url: string | undefined): Promise<Database> {
  // Either driver is loaded only where it is used.
  const database = new Database(
    url === undefined
      ? await (await import('./embedded.js')).openEmbedded()
      : (await import('./server.js')).openServer(url),
  );
  await database.migrate(migrationsFolder);
  if (url === undefined) await seed(database);
  return database;
}
