import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KINDS } from '../../src/cli/generate/names.js';
import { nodeOf, RELEASES } from './support/node-of.js';
import { pack } from './support/pack.js';
import { run } from './support/run.js';

const GENERATED = [
  ['module', 'sales'],
  ['controller', 'sales'],
  ['controller', 'sales/returns'],
  ['service', 'sales/orders'],
  ['dialog', 'sign-in'],
  ['guard', 'KnownCaller'],
  // What is a word of the language is no matter, nor how deep it stands.
  ['controller', 'class'],
  ['service', 'toString'],
  ['module', 'a/b/c/default'],
] as const;

test('every kind of class is among those that are generated', () => {
  expect(new Set(GENERATED.map(([kind]) => kind))).toEqual(new Set(KINDS));
});

let folder: string;
let tarball: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-generated-'));
  tarball = await pack(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(RELEASES)(
  'an app made from the tarball in an empty folder, and what is added to it, installs, lints, builds, passes its tests and answers on Node %i',
  async (release) => {
    const node = await nodeOf(release);
    const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env['PATH']}` };
    const name = `line-on-${release}`;
    await run('npx', ['-y', '-p', tarball, 'offhook', 'new', name, '--from', tarball], { cwd: folder, env });
    const app = { cwd: join(folder, name), env };
    await run('npm', ['install', '--no-audit', '--no-fund'], app);
    const cli = join(app.cwd, 'node_modules/offhook/dist/cli/main.js');
    const offhook = (...args: readonly string[]) => run(node, [cli, ...args], app);

    for (const [kind, what] of GENERATED) expect((await offhook('g', kind, what)).stdout).not.toContain('yourself');
    for (const [kind, what] of GENERATED)
      expect((await offhook('g', kind, what)).stdout).not.toMatch(/^(?!same|Inject)./m);

    for (const script of ['lint', 'types', 'build']) await run('npm', ['run', script], app);
    const { stdout: tests } = await run('npm', ['test', '--', '--reporter=json'], app);
    expect(tests).toContain(`"numPassedTests":${2 + GENERATED.length + 1}`);
    const { stdout: call } = await run('npm', ['start', '--', '--fast', '--script', '0012 w h'], app);
    expect(call).toContain('digits 0012');
    expect(call).toContain('by the caller');

    // Where the app runs nobody tests it.
    await run('npm', ['prune', '--omit=dev', '--no-audit', '--no-fund'], app);
    const installed = await readdir(join(app.cwd, 'node_modules'));
    expect(installed).toContain('offhook');
    expect(installed.filter((installedName) => installedName.startsWith('vite'))).toEqual([]);
  },
  300_000,
);
