import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { debianChroot, type DebianSuite } from './debian-chroot.js';

const run = promisify(execFile);

/** The releases the project is tried with: the one users install today and the oldest supported. */
export type AsteriskRelease = 22 | 16;

/** An Asterisk that can be started: the host's own, or one inside a chroot. */
export interface InstalledAsterisk {
  readonly release: AsteriskRelease;
  /** As `asterisk -V` prints it, such as `22.10.1`. */
  readonly version: string;
  /** Where its `/` is on this machine: `''` for the host's own, else the folder of the chroot. */
  readonly root: string;
  /** Folder of the loadable modules, as Asterisk sees it. */
  readonly moduleFolder: string;
  /** Folder with `documentation` and `sounds`, as Asterisk sees it. */
  readonly dataFolder: string;
  /** The program and arguments that run `asterisk` with these arguments. */
  command(args: readonly string[]): readonly [program: string, args: string[]];
}

const SUITES: Record<AsteriskRelease, DebianSuite> = { 22: 'forky', 16: 'bullseye' };
const CACHE_FOLDER = join(import.meta.dirname, '../../../.cache');
const MODULE_FOLDERS = [
  `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/asterisk/modules`,
  '/usr/lib/asterisk/modules',
  '/usr/lib64/asterisk/modules',
  '/usr/local/lib/asterisk/modules',
];
const DATA_FOLDERS = ['/usr/share/asterisk', '/var/lib/asterisk', '/usr/local/share/asterisk'];

const found = new Map<AsteriskRelease, Promise<InstalledAsterisk>>();

/**
 * An Asterisk of this release: for 22 the one on the PATH when it is 18 to 23, otherwise a Debian chroot
 * below `.cache`, made when it is not there (half a minute, once).
 *
 * @throws Error with one sentence that says what is missing
 */
export function findAsterisk(release: AsteriskRelease): Promise<InstalledAsterisk> {
  let asterisk = found.get(release);
  if (asterisk === undefined) {
    asterisk = find(release);
    found.set(release, asterisk);
  }
  return asterisk;
}

/** The releases this test run is asked to try: `ASTERISK_RELEASES=22,16`, default 22. */
export function askedReleases(): AsteriskRelease[] {
  return (process.env.ASTERISK_RELEASES ?? '22').split(',').map((text) => {
    const release = Number(text);
    if (release === 22 || release === 16) return release;
    throw new Error(`ASTERISK_RELEASES holds "${text}"; it may hold 22, 16 or both.`);
  });
}

async function find(release: AsteriskRelease): Promise<InstalledAsterisk> {
  if (release === 22) {
    const own = await inspect(release, '').catch(() => undefined);
    const major = Number.parseInt(own?.version ?? '', 10);
    if (own !== undefined && major >= 18 && major <= 23) return own;
  }
  const suite = SUITES[release];
  return inspect(release, await debianChroot(suite, join(CACHE_FOLDER, `asterisk-${suite}`)));
}

async function inspect(release: AsteriskRelease, root: string): Promise<InstalledAsterisk> {
  const command = (args: readonly string[]): readonly [string, string[]] =>
    root === '' ? ['asterisk', [...args]] : ['chroot', [root, 'asterisk', ...args]];
  const { stdout } = await run(...command(['-V']));
  const version = /^Asterisk (?:certified\/)?(\d+(?:\.\d+)+)/.exec(stdout)?.[1];
  if (version === undefined) throw new Error(`asterisk -V says "${stdout.trim()}", which is no version.`);
  return {
    release,
    version,
    root,
    moduleFolder: firstThatHas('res_agi.so', MODULE_FOLDERS, root),
    dataFolder: firstThatHas('sounds', DATA_FOLDERS, root),
    command,
  };
}

function firstThatHas(name: string, folders: readonly string[], root: string): string {
  const folder = folders.find((candidate) => existsSync(join(root, candidate, name)));
  if (folder === undefined)
    throw new Error(`Asterisk is installed, but "${name}" is in none of ${folders.join(', ')}.`);
  return folder;
}
