import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pasteFile, readPasted } from '../support/paste-page.js';
import { pack, project } from './support/pack.js';
import { run } from './support/run.js';

let folder: string;
let tarball: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-by-hand-'));
  tarball = await pack(tmpdir());
});

afterAll(async () => {
  for (const path of [folder, tarball]) await rm(path, { recursive: true, force: true });
});

test('README, followed by hand in an empty folder, gives an app that compiles, a test that passes and a server that answers', async () => {
  for (const pasted of await readPasted('README.md')) {
    if (pasted.kind === 'file') {
      await pasteFile(pasted, folder);
      continue;
    }
    // Its registry is this tarball.
    const commands = pasted.commands.replace('npm i offhook ', `npm i ${tarball} `);
    expect(commands).toContain(tarball);
    await run('bash', ['-ec', commands], { cwd: folder });
  }
  await run('npx', ['--no', 'tsc'], { cwd: folder });
  // As in an app that `offhook new` makes.
  const lint = ['--type-aware', '--config', join(project, 'templates/app/.oxlintrc.json.template'), 'src'];
  const PATH = `${join(project, 'node_modules/.bin')}:${process.env['PATH']}`;
  await run('oxlint', lint, { cwd: folder, env: { ...process.env, PATH } });
  const { stdout } = await run('npx', ['--no', 'vitest', 'run', '--dir', 'src', '--reporter=json'], { cwd: folder });
  expect(stdout).toContain('"numPassedTests":1,');
  const call = ['call', '--server', 'dist/main.js', '--fast', '--script', '0012 w h', 'agi://127.0.0.1:0/sales'];
  expect((await run('npx', ['--no', 'offhook', ...call], { cwd: folder })).stdout).toContain('digits 0012');
});
