import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, it, onTestFinished } from 'vitest';

import { recipeBlocks } from './recipe-blocks.js';

const run = promisify(execFile);
const project = new URL('../../..', import.meta.url).pathname;

it('the recipes compile as a user would write them', { timeout: 60_000 }, async () => {
  const blocks = recipeBlocks();
  expect(blocks).toHaveLength(11);
  // Inside the package, so that `offhook/core` is found by its name.
  mkdirSync(join(project, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(project, '.cache/recipes-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const functions = blocks.map(({ code }, i) => `export async function recipe${i}(channel: AgiChannel) {\n${code}}\n`);
  writeFileSync(join(folder, 'recipes.ts'), `import type { AgiChannel } from 'offhook/core';\n${functions.join('')}`);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', include: ['recipes.ts'], compilerOptions: { noEmit: true } }),
  );
  const tsc = join(project, 'node_modules/.bin/tsc');
  const { stdout } = await run(tsc, ['-p', folder]).catch((error: { stdout: string }) => error);
  // Whoever works on another file at this moment is not judged here.
  expect(stdout.split('\n').filter((line) => line.includes('recipes.ts'))).toEqual([]);
});
