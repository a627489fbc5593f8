import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
const PAGE = readFileSync(`${root}docs/background/decisions/0014-what-holds-each-promise.md`, 'utf8');
const ROWS = [...PAGE.matchAll(/^\| \d+ \| (.+) \| `([^`]+)` \| (.+) \|$/gm)].map(
  ([, promise = '', file = '', title = '']) => ({ promise, file, title }),
);
/** What declares a test, and what declares a group of them. `scenario` is the test of a dialog. */
const TESTS = new Set(['test', 'it', 'scenario']);
const GROUP = 'describe';

/** A node of a parsed file, of any type. */
interface Node {
  readonly type?: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** The function at the bottom of `test.each(…)('…')` and its like. */
function declares(callee: unknown): string | undefined {
  if (!isNode(callee)) return undefined;
  if (callee.type === 'Identifier') return String(callee['name']);
  return declares(callee['object'] ?? callee['callee'] ?? callee['tag']);
}

/** The titles of the tests of a file, alone and behind those of their groups: `a call > is answered`. */
function titlesOf(file: string): ReadonlySet<string> {
  const path = `${root}${file}`;
  const titles = new Set<string>();
  if (!existsSync(path)) return titles;
  const code = readFileSync(path, 'utf8');
  const visit = (value: unknown, groups: readonly string[]): void => {
    if (!isNode(value)) return;
    let inside = groups;
    const name = value.type === 'CallExpression' ? declares(value['callee']) : undefined;
    const [first, body] = (value['arguments'] ?? []) as readonly (Node | undefined)[];
    if (name !== undefined && body !== undefined && (name === GROUP || TESTS.has(name)) && isText(first)) {
      inside = [...groups, textOf(first, code)];
      if (TESTS.has(name)) titles.add(inside.at(-1) ?? '').add(inside.join(' > '));
    }
    for (const child of Object.values(value)) visit(child, inside);
  };
  visit(parseSync(file, code).program, []);
  return titles;
}

const isText = (node: Node | undefined): node is Node =>
  node?.type === 'TemplateLiteral' || (node?.type === 'Literal' && typeof node['value'] === 'string');

/** Of a template: as it is written. */
const textOf = (node: Node, code: string) =>
  node.type === 'Literal' ? String(node['value']) : code.slice(Number(node['start']) + 1, Number(node['end']) - 1);

test.each(ROWS)('$promise: $file has this test', ({ file, title }) => {
  expect([...titlesOf(file)]).toContain(title);
});

test('every row of the table is read', () => {
  expect(ROWS).toHaveLength(PAGE.match(/^\| \d+/gm)?.length ?? -1);
});

test('the table names a test for every kind of promise', () => {
  expect(new Set(PAGE.match(/^\| \d+/gm)).size).toBe(21);
});

test('every configuration of the quick tests refuses a test that asserts nothing', () => {
  const configurations = readdirSync(root).filter((name) => /^vitest\..*config\.ts$/.test(name));
  const lax = configurations.filter((name) => !readFileSync(root + name, 'utf8').includes('requireAssertions: true'));
  // Tests on Asterisk run side by side and share one count; of the tests of mutants only a failure counts.
  expect(lax).toEqual(['vitest.asterisk.config.ts', 'vitest.mutants.config.ts']);
});
