import { PostgresServer } from './postgres-server.js';

/** Starts a server for the run and tells the tests where it is, as a deployment would. @returns what stops it */
export async function setup(): Promise<() => Promise<void>> {
  const server = await PostgresServer.make();
  process.env['DATABASE_URL'] = server.url;
  return () => server.remove();
}
