import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { FakeWorld } from './support.js';

let world: FakeWorld;

beforeEach(async () => {
  world = new FakeWorld();
  world.cwd = await mkdtemp(join(tmpdir(), 'offhook-New-'));
});

afterEach(() => rm(world.cwd, { recursive: true, force: true }));

const readPackage = async () =>
  JSON.parse(await readFile(join(world.cwd, 'my-line/package.json'), 'utf8')) as {
    readonly name: string;
    readonly dependencies: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
  };

test('makes an app that depends on this version, and on what it was tested with', async () => {
  expect(await world.run('new', 'my-line')).toBe(0);
  const own = JSON.parse(await readFile('package.json', 'utf8')) as Awaited<ReturnType<typeof readPackage>> & {
    readonly version: string;
  };
  const { name, dependencies, devDependencies } = await readPackage();
  expect(name).toBe('my-line');
  expect(dependencies['offhook']).toBe(own.version);
  for (const [dependency, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    if (dependency !== 'offhook') expect(version, dependency).toBe(own.devDependencies[dependency]);
  }
  const files = await readdir(join(world.cwd, 'my-line'), { recursive: true });
  expect(files).toEqual(expect.arrayContaining(['.gitignore', 'src/main.ts', 'test/hello.test.ts']));
  expect(files.filter((file) => file.endsWith('.template'))).toEqual([]);
});

test('takes a packed offhook with --from', async () => {
  await writeFile(join(world.cwd, 'offhook.tgz'), '');
  expect(await world.run('new', 'my-line', '--from', 'offhook.tgz')).toBe(0);
  expect((await readPackage()).dependencies['offhook']).toBe('file:../offhook.tgz');
  for (const from of ['missing.tgz', 'my-line']) expect(await world.run('new', 'other', '--from', from)).toBe(2);
});

test('touches no folder that holds something', async () => {
  await world.run('new', 'my-line');
  const before = await readdir(world.cwd, { recursive: true });
  world.out = '';
  expect(await world.run('new', 'my-line')).toBe(1);
  expect(world.err).toContain('my-line is there and no empty folder.');
  expect(await readdir(world.cwd, { recursive: true })).toEqual(before);
  await writeFile(join(world.cwd, 'a-file'), '');
  world.err = '';
  expect(await world.run('new', 'a-file')).toBe(1);
  expect(world.err).toContain('a-file is there and no empty folder.');
});

test('--dry-run writes nothing', async () => {
  expect(await world.run('new', 'my-line', '--dry-run')).toBe(0);
  expect(world.out).toContain('create    my-line/src/app.ts');
  expect(await readdir(world.cwd)).toEqual([]);
});

test('in an empty folder a dot is enough', async () => {
  world.cwd = join(world.cwd, 'my-line');
  await mkdir(world.cwd);
  expect(await world.run('new', '.')).toBe(0);
  expect(world.out).toContain('Next:\n  npm install\n');
  expect(await readdir(world.cwd)).toContain('package.json');
  world.cwd = dirname(world.cwd);
  expect((await readPackage()).name).toBe('my-line');
});

test.each(['My Line', '..', 'a/b c', '\u001b[2J'])('the name %j is refused', async (name) => {
  expect(await world.run('new', name)).not.toBe(0);
  expect(await readdir(world.cwd)).toEqual([]);
});
