import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const RELEASES = '/usr/lib/postgresql';
/** The oldest that the example's migrations are written for. */
const OLDEST = 15;

/**
 * The folder with the programs of a PostgreSQL server: Debian's package, installed when it is not there and we are root.
 *
 * @throws Error with one sentence that says what is missing
 */
export async function findPostgres(): Promise<string> {
  const found = await installed();
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0)
    throw new Error(`There is no PostgreSQL ${OLDEST} or later below ${RELEASES}. Install it.`);
  // The package would make a cluster of its own, and start it.
  await mkdir('/etc/postgresql-common', { recursive: true });
  await writeFile('/etc/postgresql-common/createcluster.conf', 'create_main_cluster = false\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  await run('apt-get', ['install', '-qy', '--no-install-recommends', 'postgresql'], { env, maxBuffer: 2 ** 24 });
  const made = await installed();
  if (made === undefined) throw new Error(`apt-get installed no PostgreSQL ${OLDEST} or later below ${RELEASES}.`);
  return made;
}

async function installed(): Promise<string | undefined> {
  if (!existsSync(RELEASES)) return undefined;
  const newest = (await readdir(RELEASES))
    .map(Number)
    .filter((release) => release >= OLDEST)
    .toSorted((a, b) => b - a)[0];
  const folder = join(RELEASES, String(newest), 'bin');
  return existsSync(join(folder, 'initdb')) ? folder : undefined;
}
