import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
const CODE = /\bAGI_[A-Z_]*[A-Z]\b/g;

async function codesOf(paths: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(paths.map((path) => readFile(`${root}${path}`, 'utf8')));
  return [...new Set(texts.flatMap((text) => text.match(CODE) ?? []))].toSorted();
}

test('docs/reference/errors.md explains every code of the source, and no other', async () => {
  const files = (await readdir(`${root}src`, { recursive: true })).filter((name) => name.endsWith('.ts'));
  expect(await codesOf(['docs/reference/errors.md'])).toEqual(await codesOf(files.map((name) => `src/${name}`)));
});
