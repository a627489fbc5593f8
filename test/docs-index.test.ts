import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);

/** The files and headings that a page leads to, outside its blocks of code. */
const linksOf = (page: string) => {
  const text = readFileSync(join(root, page), 'utf8').replaceAll(/^```[^]*?^```/gm, '');
  return Array.from(text.matchAll(/\]\((?!\w+:)([^)#]*)(?:#([^)]*))?\)/g), ([, path = '', heading]) => ({
    file: path === '' ? page : normalize(join(dirname(page), path)),
    heading,
  }));
};

/** As GitHub makes them. */
const headingsOf = (page: string) =>
  Array.from(readFileSync(join(root, page), 'utf8').matchAll(/^#+ (.*)$/gm), ([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );

test('docs/README.md leads to every page', () => {
  const listed = linksOf('docs/README.md').map(({ file }) => file);
  const missing = pages.filter((page) => page !== 'docs/README.md' && !listed.some((file) => page.startsWith(file)));
  expect(missing).toEqual([]);
});

test.each([...pages, 'README.md', 'CONTRIBUTING.md', 'SECURITY.md'])('every link of %s leads somewhere', (page) => {
  const dead = linksOf(page).filter(
    ({ file, heading }) =>
      !existsSync(join(root, file)) || (heading !== undefined && !headingsOf(file).includes(heading)),
  );
  expect(dead).toEqual([]);
});
