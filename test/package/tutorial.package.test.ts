import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pasteFile, readPasted, TUTORIAL } from '../support/paste-page.js';
import { pack } from './support/pack.js';
import { run } from './support/run.js';

let folder: string;
let tarball: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-tutorial-'));
  tarball = await pack(tmpdir());
});

afterAll(async () => {
  for (const path of [folder, tarball]) await rm(path, { recursive: true, force: true });
});

/** What each page prints at its end, when its last command has made a call. */
const HEARD = ['number 9', 'date', 'date'];

test.each(TUTORIAL.map((page, i) => [page, HEARD[i] ?? ''] as const))(
  'every command and file of %s, pasted, builds, lints and passes its tests',
  async (page, heard) => {
    const app = join(folder, 'clinic');
    let printed = '';
    for (const pasted of await readPasted(page)) {
      if (pasted.kind === 'file') {
        await pasteFile(pasted, app);
        continue;
      }
      // Its registry is this tarball.
      const commands = pasted.commands.replace(
        'npx offhook new clinic',
        `npx -y -p ${tarball} offhook new clinic --from ${tarball}`,
      );
      if (!existsSync(app)) expect(commands).toContain(tarball);
      const cwd = existsSync(app) ? app : folder;
      printed = (await run('bash', ['-ec', commands], { cwd })).stdout;
    }
    expect(printed).toContain(heard);
    expect(printed).toContain('by the caller');
  },
  300_000,
);
