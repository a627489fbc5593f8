import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
const PAGE = readFileSync(`${root}docs/decisions/0014-what-holds-each-promise.md`, 'utf8');
const ROWS = [...PAGE.matchAll(/^\| \d+ \| .+ \| `([^`]+)` \| (.+) \|$/gm)].map(
  ([, file = '', words = '']) => [file, words] as const,
);

test.each(ROWS)('%s holds what the table of promises says of it: %s', (file, words) => {
  expect(existsSync(`${root}${file}`) ? readFileSync(`${root}${file}`, 'utf8') : 'there is no such file').toContain(
    words,
  );
});

test('the table names a test for every kind of promise', () => {
  expect(new Set(PAGE.match(/^\| \d+/gm)).size).toBe(20);
});
