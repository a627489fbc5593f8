import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

import { decoratorsDoc } from '../scripts/write-decorators-doc.js';
import { mergeDefaults } from '../src/question/merge-defaults.js';

const FILE = new URL('../docs/reference/decorators.md', import.meta.url);

test('docs/reference/decorators.md says of every decorator and option what the code and its docstrings say', async () => {
  const written = decoratorsDoc();
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(FILE, written);
  expect(await readFile(FILE, 'utf8'), 'run npm run docs:reference').toBe(written);
});

test('the defaults that it gives for the patience of a question are those that hold', async () => {
  const page = await readFile(FILE, 'utf8');
  const shipped = Object.entries(mergeDefaults()).filter(([, value]) =>
    ['number', 'boolean', 'string'].includes(typeof value),
  );
  expect(shipped.length).toBeGreaterThan(7);
  for (const [option, value] of shipped) {
    const [, given = ''] =
      new RegExp(`^\\| \`${option}\` \\| [^|]*(?:\\\\\\|[^|]*)* \\| ([^|]*) \\|`, 'm').exec(page) ?? [];
    expect(given.replaceAll('`', '').split(/[,;] /)[0], option).toBe(`${value as string | number | boolean}`);
  }
});
