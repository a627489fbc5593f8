import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const CODE = /AGI_BOOT_[A-Z_]+/g;

/** The codes that the TypeScript files of a folder name. */
async function codesIn(folder: string): Promise<Set<string>> {
  const files = (await readdir(join(ROOT, folder), { recursive: true })).filter((file) => file.endsWith('.ts'));
  const texts = await Promise.all(files.map((file) => readFile(join(ROOT, folder, file), 'utf8')));
  return new Set(texts.flatMap((text) => text.match(CODE) ?? []));
}

test('every mistake that stops an app, and every warning, has an app in the tests that makes it', async () => {
  const [known, made] = await Promise.all([codesIn('src'), codesIn('test')]);
  expect(known.size).toBeGreaterThan(60);
  expect([...known].filter((code) => !made.has(code))).toEqual([]);
});
