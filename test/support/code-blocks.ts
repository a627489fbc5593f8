import { readdirSync, readFileSync } from 'node:fs';
import { PASTED_PAGES } from './paste-page.js';

/** TypeScript that a reader may copy. */
export interface CodeBlock {
  /** The file it stands in, below the project: `docs/guides/structure.md`. */
  readonly file: string;
  /** Where its first line is in the file, from 1. */
  readonly line: number;
  readonly code: string;
  /** For an example: the first line of the declaration that its docstring describes. */
  readonly describes?: string;
}

const ROOT = new URL('../../', import.meta.url);
const BLOCK = /^```ts\n([^]*?)^```$/gm;
/** A docstring that ends in an example, and the line of code behind it. */
const DOCSTRING = /\/\*\*(?:(?!\*\/)[^])*? @example\n((?:(?!\*\/)[^])*)\*\/\s*(?:\/\/.*\s*)*(.*)/g;

/** The blocks of every page but those whose files test/pasted-pages.test.ts puts together, and the `@example` of every docstring. */
export function codeBlocks(): CodeBlock[] {
  const pages = ['.', 'docs', 'example-app'].flatMap((folder) => filesIn(folder, '.md'));
  const alone = pages.filter((page) => !PASTED_PAGES.flat().includes(page));
  return [...alone.flatMap(blocksOf), ...filesIn('src', '.ts').flatMap(examplesOf)];
}

function filesIn(folder: string, ending: string): string[] {
  const names = readdirSync(new URL(folder, ROOT), {
    recursive: folder === 'src' || folder === 'docs',
    encoding: 'utf8',
  });
  return names.filter((name) => name.endsWith(ending)).map((name) => (folder === '.' ? name : `${folder}/${name}`));
}

function blocksOf(file: string): CodeBlock[] {
  const page = readFileSync(new URL(file, ROOT), 'utf8');
  return Array.from(page.matchAll(BLOCK), ({ index, 1: code = '' }) => ({ file, line: lineAt(page, index) + 1, code }));
}

function examplesOf(file: string): CodeBlock[] {
  const source = readFileSync(new URL(file, ROOT), 'utf8');
  return Array.from(source.matchAll(DOCSTRING), ({ 0: docstring, 1: example = '', 2: describes = '', index }) => ({
    file,
    line: lineAt(source, index + docstring.indexOf(' @example')) + 1,
    // A further tag ends it; a decorator of the example has a bracket.
    code: example.replaceAll(/^[ \t]*\* ?/gm, '').replace(/^@\w+\b(?!\()[^]*/m, ''),
    describes,
  }));
}

const lineAt = (text: string, index: number) => text.slice(0, index).split('\n').length;
