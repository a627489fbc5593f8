import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { type CodeBlock, codeBlocks } from './support/code-blocks.js';

const ROOT = join(import.meta.dirname, '..');
/** Where a name comes from that a block uses and does not import: the first that exports it. */
const SOURCES = {
  '../../test/fixtures/presupposed.js': 'test/fixtures/presupposed.ts',
  offhook: 'src/index.ts',
  'offhook/types': 'src/types.ts',
  'offhook/core': 'src/core.ts',
  'offhook/testing': 'src/testing.ts',
};

const moduleOfName = new Map<string, string>();
for (const [specifier, file] of Object.entries(SOURCES).toReversed())
  for (const name of exportsOf(await readFile(join(ROOT, file), 'utf8'))) moduleOfName.set(name, specifier);

/** The names in `export { type A, b as c } from …`, `export * as d from …` and `export const e`. */
function exportsOf(source: string): string[] {
  const lists = Array.from(source.matchAll(/^export (?:type )?\{([^}]*)\}/gm), ([, list = '']) => list.split(','));
  const others = source.matchAll(/^export (?:\* as|(?:declare )?(?:const|class|function|interface|type)) (\w+)/gm);
  return [
    ...lists.flat().map((item) => /\w*$/.exec(item.trim())?.[0] ?? ''),
    ...Array.from(others, ([, name = '']) => name),
  ];
}

const IMPORTS = /^(?:import|export) [^;]*from '.*$/gm;
const NAMES = /(?<![.\w$])[A-Za-z]\w*/g;
const DECLARED = /^export (?:async )?(?:const|class|function) (\w+)/;
const SIGNATURE = /^\w+[<(].*\): Promise<.*>$/;
const MEMBERS = /^(?:@\w+\(|(?:async )?\w+\(.*\) \{)/;

/** A block as a module: what it takes from elsewhere stands in front of its first line, so that lines keep their numbers. */
function asModule({ file, code, describes = '' }: CodeBlock): string {
  // What a file of the reader exports is presupposed.
  const imports: string[] = (code.match(IMPORTS) ?? []).filter((line) => !line.includes("from './"));
  // `…` stands for what the reader writes there.
  const own = code
    .replaceAll(IMPORTS, '')
    .replaceAll(/^export /gm, '')
    .replaceAll('{ … }', '{}');
  const imported = new Set(imports.join().match(NAMES));
  for (const name of new Set(own.match(NAMES))) {
    const specifier = moduleOfName.get(name);
    if (specifier !== undefined && !imported.has(name)) imports.push(`import { ${name} } from '${specifier}';`);
  }
  // What is for neighbours alone is in no entry.
  const [, described = ''] = DECLARED.exec(describes) ?? [];
  if (described !== '' && !moduleOfName.has(described))
    imports.push(`import { ${described} } from '../../${file.replace(/ts$/, 'js')}';`);
  const surroundings = "import { Surroundings } from '../../test/fixtures/presupposed.js';";
  return `${surroundings} ${imports.join(' ')} ${own
    .split(/^(?=\/\/ …$)/m)
    .map(surrounded)
    .join('')}\n`;
}

/** Members stand in a class, statements in a method of one, a decorator that stands alone on a class, a signature in a type. */
function surrounded(piece: string, index: number): string {
  const text = piece.trim().replace(/^\/\/ …\n/, '');
  if (SIGNATURE.test(text)) return `interface Signature${index} { ${piece} }`;
  const lines = text.split('\n');
  if (lines.every((line) => line.startsWith('@')))
    return lines.map((line, i) => `${line.replace(/\s+\/\/.*/, '')} class Decorated${index}_${i} {}\n`).join('');
  if (text.startsWith('constructor(')) return `class Class${index} { ${piece} }`;
  if (MEMBERS.test(text) && !/^class /m.test(text)) return `class Class${index} extends Surroundings { ${piece} }`;
  return `async function statements${index}(this: Surroundings) { ${piece} }`;
}

/** What the compiler says about blocks, with their places. */
async function complaintsAbout(blocks: readonly CodeBlock[]): Promise<string[]> {
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  // Inside the project, so that `offhook` is found by its name.
  const folder = await mkdtemp(join(ROOT, '.cache/blocks-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await Promise.all(blocks.map((block, i) => writeFile(join(folder, `block${i}.ts`), asModule(block))));
  // Blocks import types and values alike, leave results unused, and have members of the same name as their surroundings.
  const compilerOptions = {
    verbatimModuleSyntax: false,
    isolatedModules: false,
    noUnusedLocals: false,
    noImplicitOverride: false,
  };
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, include: ['*.ts'], exclude: [] }),
  );
  const tsc = promisify(execFile)(join(ROOT, 'node_modules/.bin/tsc'), ['-p', '.', '--pretty', 'false'], {
    cwd: folder,
  });
  const { stdout } = await tsc.catch((failure: { stdout: string }) => failure);
  // Whoever works on another file at this moment is not judged here.
  return Array.from(stdout.matchAll(/^block(\d+)\.ts\((\d+),\d+\): (.*(?:\n .*)*)/gm), ([, i, line, text]) => {
    const { file = '', line: first = 1 } = blocks[Number(i)] ?? {};
    return `${file}:${first + Number(line) - 1}: ${text}`;
  });
}

test('every block of the pages and every example of a docstring compiles', { timeout: 60_000 }, async () => {
  const blocks = codeBlocks();
  expect(blocks.length).toBeGreaterThan(200);
  const wrong: CodeBlock = {
    file: 'wrong.md',
    line: 7,
    code: "await call.answer();\nawait call.play({ sound: 'hello' });\n",
  };
  const [complaint = '', ...others] = await complaintsAbout([wrong, ...blocks]);
  expect(complaint).toContain('wrong.md:8: error');
  expect(others).toEqual([]);
});
