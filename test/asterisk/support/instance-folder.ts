import { cp, mkdir, mkdtemp, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync, lstatSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';

import { foldersBelow, type InstanceFolders } from './configuration.js';
import type { InstalledAsterisk } from './install.js';
import { isProcessAlive } from './lock-folder.js';

const PREFIX = 'offhook-asterisk-';

/** A folder of sound files to add to the stock ones. */
export interface ExtraSounds {
  /** Folder on this machine with `.gsm` or `.wav` files (8 kHz, mono, 16 bit). */
  readonly from: string;
  /** Folder below `sounds/<language>` they are played from, such as `hotel`; default none. */
  readonly into?: string;
  /** Default `en`. */
  readonly language?: string;
}

/**
 * Makes the folder of one instance: its own etc, var, spool, run, log and data, so that many run side by side.
 *
 * The stock sounds are linked into it, not copied; what a call records lands in it.
 *
 * @returns its path as Asterisk sees it; put `asterisk.root` before it for this machine's view
 */
export async function makeInstanceFolder(
  asterisk: InstalledAsterisk,
  sounds: readonly ExtraSounds[],
): Promise<InstanceFolders> {
  const temporary = join(asterisk.root, '/tmp');
  await removeLeftovers(temporary);
  const outside = await mkdtemp(join(temporary, `${PREFIX}${process.pid}-`));
  const folders = foldersBelow(`/tmp/${basename(outside)}`);
  for (const name of ['etc', 'var', 'spool', 'run', 'log', 'data/agi-bin', 'data/sounds/en']) {
    await mkdir(join(outside, name), { recursive: true });
  }
  await symlink(`${asterisk.dataFolder}/documentation`, join(outside, 'data/documentation'));
  await linkStockSounds(asterisk, join(outside, 'data/sounds/en'));
  for (const { from, into = '', language = 'en' } of sounds) {
    await addSounds(from, join(outside, 'data/sounds', language, into));
  }
  return folders;
}

/** Writes the files of `contents`, by name, into `folder`. */
export async function writeFiles(folder: string, contents: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(contents)) await writeFile(join(folder, name), text);
}

async function linkStockSounds(asterisk: InstalledAsterisk, into: string): Promise<void> {
  const stock = await resolveInside(asterisk.root, `${asterisk.dataFolder}/sounds/en`);
  for (const name of await readdir(join(asterisk.root, stock))) {
    await symlink(`${stock}/${name}`, join(into, name));
  }
}

/** Follows links as Asterisk sees them: an absolute one starts at its own root. */
async function resolveInside(root: string, path: string): Promise<string> {
  let at = path;
  for (let hops = 0; hops < 10; hops++) {
    if (!lstatSync(join(root, at)).isSymbolicLink()) return at;
    at = posix.resolve(dirname(at), await readlink(join(root, at)));
  }
  throw new Error(`${path} is a loop of links.`);
}

async function addSounds(from: string, into: string): Promise<void> {
  if (existsSync(into) && lstatSync(into).isSymbolicLink()) {
    throw new Error(`Extra sounds cannot go into the stock folder "${basename(into)}"; name another.`);
  }
  await mkdir(into, { recursive: true });
  await cp(from, into, {
    recursive: true,
    filter: (path) => !/\.(?!gsm$|wav$|sln$|ulaw$|alaw$)\w+$/.test(basename(path)),
  });
}

/** Folders of test runs that were killed before they could tidy up. */
async function removeLeftovers(temporary: string): Promise<void> {
  for (const name of await readdir(temporary)) {
    const maker = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN;
    if (maker > 0 && !isProcessAlive(maker)) {
      await rm(join(temporary, name), { recursive: true, force: true });
    }
  }
}
