import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LAYERS } from '../scripts/layers.mjs';

const root = new URL('..', import.meta.url).pathname;
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

/** The cells of the table under a heading, row by row. */
function tableUnder(heading: string): string[][] {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(1).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** Paths of the tree that a text names; what has a wildcard or a placeholder stands for many. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`((?:src|test|templates|docs|scripts)\/[^`<*(]*?)`/g)].map(([, path]) => path as string);

test('every folder of src has a row that says where its tests are, and they are there', () => {
  const rows = tableUnder('Where the tests are');
  expect(rows.map(([folder]) => folder)).toEqual(LAYERS);
  const paths = rows.flatMap(([, tests = '']) => pathsIn(tests));
  expect(paths.length).toBeGreaterThan(LAYERS.length);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('where something is to be added is there', () => {
  const paths = tableUnder('Where to add').flatMap((cells) => cells.flatMap(pathsIn));
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(join(root, path)) && !existsSync(join(root, `${path}.ts`)))).toEqual([]);
});
