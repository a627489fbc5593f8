import { mkdtemp, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
  const readme = await readFile(join(project, 'README.md'), 'utf8');
  const blockAfter = (heading: string, language: string) => {
    const at = readme.indexOf(heading);
    return new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'ms').exec(readme.slice(at))?.[1] ?? '';
  };
  // Its registry is this tarball.
  const commands = blockAfter('By hand', '').replace('npm i offhook ', `npm i ${tarball} `);
  expect(commands).toContain(tarball);
  await run('bash', ['-ec', commands], { cwd: folder });
  await mkdir(join(folder, 'src'));
  await writeFile(join(folder, 'tsconfig.json'), blockAfter('By hand', 'json'));
  await writeFile(join(folder, 'src/app.ts'), blockAfter('## A call answered', 'ts'));
  await writeFile(join(folder, 'src/main.ts'), blockAfter('`src/main.ts` takes calls', 'ts'));
  await writeFile(join(folder, 'src/app.test.ts'), blockAfter('## A call tested', 'ts'));
  await run('npx', ['--no', 'tsc'], { cwd: folder });
  const { stdout } = await run('npx', ['--no', 'vitest', 'run', '--dir', 'src', '--reporter=json'], { cwd: folder });
  expect(stdout).toContain('"numPassedTests":1,');
  const call = ['call', '--server', 'dist/main.js', '--fast', '--script', '0012 w h', 'agi://127.0.0.1:0/sales'];
  expect((await run('npx', ['--no', 'offhook', ...call], { cwd: folder })).stdout).toContain('digits 0012');
});
