import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';

const SOURCE = new URL('../src/', import.meta.url).pathname;
const ENTRY_POINTS = ['index.ts', 'core.ts', 'testing.ts', 'testing-vitest.ts'];

/** The text of each file by its path below src. */
type Tree = ReadonlyMap<string, string>;

const source: Tree = new Map(
  await Promise.all(
    (await readdir(SOURCE, { recursive: true }))
      .filter((path) => path.endsWith('.ts'))
      .map(async (path) => [path, await readFile(join(SOURCE, path), 'utf8')] as const),
  ),
);

const DECLARATION = /^export (?:declare )?(?:abstract )?(?:interface|type|class|(?:const )?enum) (\w+)/gm;

/** The exported types and classes of a file. A class and an interface that merge are one. */
const declaredIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(DECLARATION)].map(([, name = '']) => name));

interface Listed {
  /** As other code of the file, or the users of the file, call it. */
  readonly name: string;
  /** As its own file calls it; `*` for all that the file exports. */
  readonly original: string;
  readonly from: string;
}

/** What a file imports from its neighbours, or passes on. */
function listedIn(tree: Tree, path: string, keyword: 'import' | 'export'): readonly Listed[] {
  const list = new RegExp(`^${keyword} (?:type )?(?:\\{([^}]*)\\}|\\* as (\\w+)) from '(\\.[^']+)'`, 'gm');
  return [...(tree.get(path) ?? '').matchAll(list)].flatMap(([, names = '', all, file = '']) => {
    const from = posix.join(posix.dirname(path), file.replace(/\.js$/, '.ts'));
    if (all !== undefined) return [{ name: all, original: '*', from }];
    return [...names.matchAll(/(?:type )?\b(\w+)(?: as (\w+))?\s*(?:,|$)/g)].map(([, original = '', alias]) => ({
      name: alias ?? original,
      original,
      from,
    }));
  });
}

/** Where a name of a file is declared, behind all the files that only pass it on: `core/values.ts Key`. */
function originOf(tree: Tree, path: string, name: string): string {
  const listed = [...listedIn(tree, path, 'export'), ...listedIn(tree, path, 'import')];
  const passedOn = listed.find((each) => each.name === name);
  return passedOn === undefined ? `${path} ${name}` : originOf(tree, passedOn.from, passedOn.original);
}

/** The names that stand in several places, with these. */
function several(places: Iterable<readonly [name: string, place: string]>): readonly string[] {
  const byName = new Map<string, Set<string>>();
  for (const [name, place] of places) byName.set(name, (byName.get(name) ?? new Set()).add(place));
  return [...byName].flatMap(([name, each]) => (each.size > 1 ? [`${name}: ${[...each].toSorted().join(', ')}`] : []));
}

const declaredTwice = (tree: Tree) =>
  several([...tree].flatMap(([path, text]) => [...declaredIn(text)].map((name) => [name, path] as const)));

const ambiguous = (tree: Tree, entryPoints: readonly string[]) =>
  several(
    entryPoints.flatMap((entry) =>
      listedIn(tree, entry, 'export').map(
        ({ name, original, from }) => [name, originOf(tree, from, original)] as const,
      ),
    ),
  );

test('every exported type, interface, class and enum is declared in one file', () => {
  expect([...source.values()].flatMap((text) => [...declaredIn(text)]).length).toBeGreaterThan(400);
  expect(declaredTwice(source)).toEqual([]);
});

test('a name means the same behind every entry point', () => {
  for (const entry of ['index.ts', 'core.ts', 'testing.ts'])
    expect(listedIn(source, entry, 'export').length).toBeGreaterThan(60);
  expect(originOf(source, 'index.ts', 'Key')).toBe('core/values.ts Key');
  expect(ambiguous(source, ENTRY_POINTS)).toEqual([]);
});

describe('a planted duplicate is found', () => {
  test.each([
    'export interface Answer {}',
    'export type Answer<T> = T;',
    'export class Answer {}',
    'export abstract class Answer {}',
    'export declare class Answer {}',
    'export enum Answer {}',
    'export const enum Answer {}',
  ])('%s', (text) => {
    const tree = new Map([
      ['core/answer.ts', 'export interface Answer {}\nexport class Answer {}\n'],
      ['dialog/answer.ts', `import { x } from './x.js';\n\n/** */\n${text}\n`],
      ['dialog/x.ts', "export type { Answer } from './answer.js';\ninterface Answer {}\n// export class Answer {}\n"],
    ]);
    expect(declaredTwice(tree)).toEqual(['Answer: core/answer.ts, dialog/answer.ts']);
  });

  test('behind two entry points, however it is passed on', () => {
    const tree = new Map([
      [
        'index.ts',
        "export { type Sounds, play } from './dialog/sounds.js';\nexport type { Key } from './dialog/keys.js';\n",
      ],
      [
        'core.ts',
        "export type {\n  Key,\n  List as Sounds,\n} from './core/values.js';\nexport * as play from './dialog/keys.js';\n",
      ],
      ['core/values.ts', "export type Key = '1';\nexport type List = string;\n"],
      ['dialog/keys.ts', "import { type Key } from '../core/values.js';\n\nexport { type Key };\n"],
      ['dialog/sounds.ts', 'export type Sounds = string;\nexport function play() {}\n'],
    ]);
    expect(ambiguous(tree, ['index.ts', 'core.ts'])).toEqual([
      'Sounds: core/values.ts List, dialog/sounds.ts Sounds',
      'play: dialog/keys.ts *, dialog/sounds.ts play',
    ]);
  });
});
