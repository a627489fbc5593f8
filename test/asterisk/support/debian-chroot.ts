import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { withLockFolder } from './lock-folder.js';

const run = promisify(execFile);

const PACKAGES = ['asterisk', 'asterisk-core-sounds-en-gsm'];
const BUILD_TIMEOUT_MS = 280_000;

/** Debian suites that package an Asterisk this project is tried with. */
export type DebianSuite = 'forky' | 'bullseye';

/**
 * The folder of a Debian system with Asterisk in it, built when it is not there yet.
 *
 * Built beside its final name and renamed when complete, so a folder of that name is always whole.
 *
 * @param folder - where the system is or shall be
 * @throws Error with one sentence that says what is missing
 */
export async function debianChroot(suite: DebianSuite, folder: string): Promise<string> {
  if (process.getuid?.() !== 0) {
    throw new Error(`A real Asterisk needs root here, to make and enter a Debian ${suite} chroot.`);
  }
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  await withLockFolder(`${folder}.lock`, BUILD_TIMEOUT_MS, async () => {
    if (!existsSync(folder)) await build(suite, folder);
  });
  return folder;
}

async function build(suite: DebianSuite, folder: string): Promise<void> {
  await needDebian();
  await removeInterruptedBuilds(folder);
  if (!(await hasMmdebstrap())) await installMmdebstrap();
  const building = `${folder}.building-${process.pid}`;
  try {
    await mmdebstrap(suite, building, await configuredMirror());
    // Without it agi://localhost cannot be resolved inside.
    await writeFile(join(building, 'etc/hosts'), '127.0.0.1 localhost\n::1 localhost\n');
    await rename(building, folder);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

async function needDebian(): Promise<void> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  if (!/^ID="?debian"?$/m.test(release)) {
    throw new Error('A real Asterisk needs an `asterisk` on the PATH, or Debian to make a chroot with one.');
  }
}

async function removeInterruptedBuilds(folder: string): Promise<void> {
  for (const name of await readdir(dirname(folder))) {
    if (name.startsWith(`${basename(folder)}.building-`)) {
      await rm(join(dirname(folder), name), { recursive: true, force: true });
    }
  }
}

async function hasMmdebstrap(): Promise<boolean> {
  return run('mmdebstrap', ['--version']).then(
    () => true,
    () => false,
  );
}

async function installMmdebstrap(): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('apt-get', ['update', '-q'], { env, maxBuffer: 2 ** 26 });
    await run('apt-get', ['install', '-q', '-y', 'mmdebstrap'], { env, maxBuffer: 2 ** 26 });
  } catch (cause) {
    throw new Error('mmdebstrap is missing, and apt-get could not install it.', { cause: withoutHosts(cause) });
  }
}

async function configuredMirror(): Promise<string> {
  const { stdout } = await run('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages']);
  const mirror = stdout.split('\n')[0]?.trim();
  if (!mirror) throw new Error('apt has no Debian mirror configured to take Asterisk from.');
  return mirror;
}

async function mmdebstrap(suite: DebianSuite, folder: string, mirror: string): Promise<void> {
  try {
    await run(
      'mmdebstrap',
      [
        '--variant=apt',
        // The mirror may be a frozen copy, older than its own "valid until".
        '--aptopt=Acquire::Check-Valid-Until "false"',
        `--include=${PACKAGES.join(',')}`,
        suite,
        folder,
        mirror,
      ],
      { maxBuffer: 2 ** 26, timeout: BUILD_TIMEOUT_MS },
    );
  } catch (cause) {
    throw new Error(
      `mmdebstrap could not make a Debian ${suite} with Asterisk: the mirror is unreachable or lacks it.`,
      { cause: withoutHosts(cause) },
    );
  }
}

/** What a command said at its end, without the addresses of mirrors and proxies. */
function withoutHosts(error: unknown): Error {
  const { stderr, message } = error as { stderr?: string; message?: string };
  const said = (stderr || message || '').trim().split('\n').slice(-5).join('\n');
  return new Error(
    said.replaceAll(/\b[a-z+]+:\/\/\S+/gi, '[address]').replaceAll(/'[\w.-]+\.[a-z]+(:\d+)?'/gi, '[host]'),
  );
}
