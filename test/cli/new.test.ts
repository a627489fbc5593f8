import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { FakeCliEnvironment } from './support.js';

let environment: FakeCliEnvironment;

beforeEach(async () => {
  environment = new FakeCliEnvironment();
  environment.cwd = await mkdtemp(join(tmpdir(), 'offhook-New-'));
});

afterEach(() => rm(environment.cwd, { recursive: true, force: true }));

const readPackage = async () =>
  JSON.parse(await readFile(join(environment.cwd, 'my-line/package.json'), 'utf8')) as {
    readonly name: string;
    readonly dependencies: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
  };

test('makes an app that depends on this version, and on what it was tested with', async () => {
  expect(await environment.run('new', 'my-line')).toBe(0);
  const own = JSON.parse(await readFile('package.json', 'utf8')) as Awaited<ReturnType<typeof readPackage>> & {
    readonly version: string;
  };
  const { name, dependencies, devDependencies } = await readPackage();
  expect(name).toBe('my-line');
  expect(dependencies['offhook']).toBe(own.version);
  for (const [dependency, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    if (dependency !== 'offhook') expect(version, dependency).toBe(own.devDependencies[dependency]);
  }
  const files = await readdir(join(environment.cwd, 'my-line'), { recursive: true });
  expect(files).toEqual(expect.arrayContaining(['.gitignore', 'src/main.ts', 'test/hello.test.ts']));
  expect(files.filter((file) => file.endsWith('.template'))).toEqual([]);
});

test('takes a packed offhook with --from', async () => {
  await writeFile(join(environment.cwd, 'offhook.tgz'), '');
  expect(await environment.run('new', 'my-line', '--from', 'offhook.tgz')).toBe(0);
  expect((await readPackage()).dependencies['offhook']).toBe('file:../offhook.tgz');
  for (const from of ['missing.tgz', 'my-line']) expect(await environment.run('new', 'other', '--from', from)).toBe(2);
});

test('touches no folder that holds something', async () => {
  await environment.run('new', 'my-line');
  const before = await readdir(environment.cwd, { recursive: true });
  environment.out = '';
  expect(await environment.run('new', 'my-line')).toBe(1);
  expect(environment.err).toContain('my-line is there and no empty folder.');
  expect(await readdir(environment.cwd, { recursive: true })).toEqual(before);
  await writeFile(join(environment.cwd, 'a-file'), '');
  environment.err = '';
  expect(await environment.run('new', 'a-file')).toBe(1);
  expect(environment.err).toContain('a-file is there and no empty folder.');
});

test('--dry-run writes nothing', async () => {
  expect(await environment.run('new', 'my-line', '--dry-run')).toBe(0);
  expect(environment.out).toContain('create    my-line/src/app.ts');
  expect(await readdir(environment.cwd)).toEqual([]);
});

test('in an empty folder a dot is enough', async () => {
  environment.cwd = join(environment.cwd, 'my-line');
  await mkdir(environment.cwd);
  expect(await environment.run('new', '.')).toBe(0);
  expect(environment.out).toContain('Next:\n  npm install\n');
  expect(await readdir(environment.cwd)).toContain('package.json');
  environment.cwd = dirname(environment.cwd);
  expect((await readPackage()).name).toBe('my-line');
});

test.each(['My Line', '..', 'a/b c', '\u001b[2J'])('the name %j is refused', async (name) => {
  expect(await environment.run('new', name)).not.toBe(0);
  expect(await readdir(environment.cwd)).toEqual([]);
});
