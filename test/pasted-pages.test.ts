import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { PASTED_PAGES, pasteFile, readPasted } from './support/paste-page.js';

const root = new URL('..', import.meta.url).pathname;
// Inside the project, so that `offhook` is found by its own name and tsconfig.json covers it.
const folder = `${root}test/pasted-pages`;
/** The folders of the apps: each page's, with the files of the pages before it. */
const apps = await Promise.all(
  PASTED_PAGES.flatMap((pages) =>
    pages.map(async (page, i) => {
      const pasted = (await Promise.all(pages.slice(0, i + 1).map(readPasted))).flat();
      const files = pasted.filter((each) => each.kind === 'file');
      const own = (await readPasted(page)).flatMap((each) => (each.kind === 'file' ? [each.path] : []));
      return { page, files, own, app: `${folder}/${page.replaceAll(/\W/g, '-')}` };
    }),
  ),
);

afterAll(() => rm(folder, { recursive: true, force: true }));

for (const { files, app } of apps) for (const file of files) await pasteFile(file, app);

test('the files of each page compile', { timeout: 60_000 }, async () => {
  await writeFile(
    `${folder}/tsconfig.json`,
    JSON.stringify({ extends: '../../tsconfig.json', include: ['**/*.ts'], exclude: [] }),
  );
  const tsc = promisify(execFile)(`${root}node_modules/.bin/tsc`, ['-p', folder, '--pretty', 'false']);
  const { stdout } = await tsc.catch((failure: { stdout: string }) => failure);
  expect(stdout).toBe('');
});

test('each page has a test, which is among those below', () => {
  for (const { page, own } of apps) expect(own.join(), page).toContain('.test.ts');
});

// Declares the pages' own tests.
for (const { own, app } of apps)
  for (const path of new Set(own)) if (path.endsWith('.test.ts')) await import(`${app}/${path}`);
