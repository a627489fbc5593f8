import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

import seen from '../conformance/verdicts.json' with { type: 'json' };
import { judgeLibrary, type LibraryApp, type SeenVerdicts } from './support/judge-library.js';
import { pack, project } from './support/pack.js';
import { run } from './support/run.js';

const APPS = join(project, 'test/conformance');
const NPM = seen.libraries.filter(({ from }) => from === 'npm');
const DEBIAN = seen.libraries.filter(({ from }) => from === 'Debian');

let folder: string;
let tarball: string;
const verdicts = new Map<string, SeenVerdicts>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-conformance-'));
  tarball = await pack(tmpdir());
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'judge' }));
  const named = NPM.map(({ library, version }) => `${library}@${version}`);
  const options = ['--no-audit', '--no-fund', '--ignore-scripts'];
  await run('npm', ['install', ...options, tarball, ...named], { cwd: folder });
  await installDebian(DEBIAN.map(({ package: name }) => name));
  // Each waits most of its time: together they take as long as the slowest.
  await Promise.all(
    seen.libraries.map(async ({ library, app, command }) => {
      // What is installed in the folder is found from there.
      await copyFile(join(APPS, app), join(folder, app));
      const started: LibraryApp = { command: command ?? process.execPath, args: [app], cwd: folder };
      verdicts.set(library, await judgeLibrary(started, folder));
    }),
  );
});

afterAll(async () => {
  // Looked at before it is committed: it is what the page says of others.
  if (process.env['UPDATE_VERDICTS']) await writeSeen();
  for (const path of [folder, tarball]) await rm(path, { recursive: true, force: true });
});

async function writeSeen(): Promise<void> {
  const libraries = seen.libraries.map((each) => ({ ...each, ...verdicts.get(each.library) }));
  const date = new Date().toISOString().slice(0, 10);
  await writeFile(join(APPS, 'verdicts.json'), `${JSON.stringify({ date, libraries }, undefined, 2)}\n`);
}

/** @throws Error when they are not there and cannot be had: only root may install */
async function installDebian(packages: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const isInstalled = await run('dpkg', ['-s', ...packages], { cwd: folder }).catch(() => undefined);
  if (isInstalled !== undefined) return;
  await run('apt-get', ['update', '-q'], { cwd: folder, env });
  await run('apt-get', ['install', '-qy', '--no-install-recommends', ...packages], { cwd: folder, env });
}

test.each(seen.libraries)(
  '$library $version is judged as the page says',
  ({ library, passed, failed, notSupported }) => {
    expect(verdicts.get(library)).toEqual({ passed, failed, notSupported });
  },
);

test('the versions of Debian are those of the page', async () => {
  const { stdout } = await run('dpkg-query', ['-W', '-f', '${Version}\n', ...DEBIAN.map(({ package: name }) => name)], {
    cwd: folder,
  });
  expect(stdout.trim().split('\n')).toEqual(DEBIAN.map(({ version }) => version));
});
