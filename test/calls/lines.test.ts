import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

/** As formatted, without imports and empty lines. */
async function linesOf(name: string): Promise<number> {
  const text = await readFile(new URL(name, import.meta.url), 'utf8');
  return text
    .replaceAll(/^import .*?;\n|^\s*\n/gms, '')
    .trim()
    .split('\n').length;
}

test('three menus with a look-up and a PIN are under sixty lines, and their test is shorter', async () => {
  const app = await linesOf('three-levels.ts');
  expect(app).toBeLessThan(60);
  expect(await linesOf('three-levels.test.ts')).toBeLessThan(app);
});
