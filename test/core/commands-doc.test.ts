import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

import { commandsDoc } from '../../scripts/write-commands-doc.js';

const FILE = new URL('../../docs/reference/commands.md', import.meta.url);

it('docs/reference/commands.md says what the command table and its comments say', async () => {
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(FILE, commandsDoc());
  expect(await readFile(FILE, 'utf8'), 'run npm run docs:reference').toBe(commandsDoc());
});
