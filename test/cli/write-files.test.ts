import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PlannedFile, writeFiles, type WriteOptions } from '../../src/cli/write-files.js';
import { FakeCliEnvironment } from './support.js';

let environment: FakeCliEnvironment;

beforeEach(async () => {
  environment = new FakeCliEnvironment();
  environment.cwd = await mkdtemp(join(tmpdir(), 'offhook-write-'));
});

afterEach(() => rm(environment.cwd, { recursive: true, force: true }));

const at = (name: string) => join(environment.cwd, name);
const theirs = (name: string) => writeFile(at(name), 'theirs');
const textOf = (name: string) => readFile(at(name), 'utf8').catch(() => 'nothing');
const planned = (name: string, more: Partial<PlannedFile> = {}): PlannedFile => ({
  path: at(name),
  text: 'ours',
  ...more,
});
const write = (files: readonly PlannedFile[], options: WriteOptions = {}) => writeFiles(files, options, environment);

describe('of several files', () => {
  test.each([
    ['first', ['kept', 'new']],
    ['last', ['new', 'kept']],
  ])('one that stays is told, also when it is the %s', async (_, names) => {
    await theirs('kept');
    expect(await write(names.map((name) => planned(name)))).toBe(true);
    expect([await textOf('kept'), await textOf('new')]).toEqual(['theirs', 'ours']);
    expect(environment.out).toContain('keep      kept\n');
    expect(environment.out).toContain('create    new\n');
  });

  test('none that stays is told when all are written', async () => {
    expect(await write([planned('a/b/new'), planned('newer')])).toBe(false);
    expect(await textOf('a/b/new')).toBe('ours');
  });
});

describe('a file that is there and differs', () => {
  beforeEach(() => theirs('it'));

  test.each<[string, Partial<PlannedFile>, WriteOptions, boolean, string, string]>([
    ['stays when the person says no', {}, {}, false, 'keep', 'theirs'],
    ['is written over when they say yes', {}, {}, true, 'overwrite', 'ours'],
    ['is written over by --force', {}, { force: true }, false, 'overwrite', 'ours'],
    ['would be written over by --force', {}, { force: true, dryRun: true }, false, 'overwrite', 'theirs'],
    ['would stay without it', {}, { dryRun: true }, true, 'keep', 'theirs'],
    ['is updated where it is our change of it', { isUpdate: true }, {}, false, 'update', 'ours'],
    ['would be updated', { isUpdate: true }, { dryRun: true }, false, 'update', 'theirs'],
    ['is right as it is where others add to it', { grows: true }, {}, true, 'same', 'theirs'],
    ['is written over by --force there too', { grows: true }, { force: true }, false, 'overwrite', 'ours'],
  ])('%s', async (_, file, options, says, action, text) => {
    environment.says = says;
    expect(await write([planned('it', file)], options)).toBe(action === 'keep');
    expect(environment.out).toBe(`${action.padEnd(9)} it\n`);
    expect(await textOf('it')).toBe(text);
  });
});

test('a file that is there and is the same is not written, and nobody is asked', async () => {
  await writeFile(at('it'), 'ours');
  const { mtimeMs } = await stat(at('it'));
  expect(await write([planned('it')])).toBe(false);
  expect([(await stat(at('it'))).mtimeMs, environment.asked, environment.out]).toEqual([mtimeMs, [], 'same      it\n']);
});
