import { readFile } from 'node:fs/promises';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Where something is written. */
export interface SourcePlace {
  /** From the folder where the process runs, with `/`; a whole path where it lies elsewhere. */
  readonly file: string;
  /** From 1. Left out where nothing says which of several lines it is. */
  readonly line?: number;
}

/** A stack that is not looked at yet: the engine writes it as text only when somebody asks. */
export type CapturedStack = Pick<Error, 'stack'>;

/** Deep enough for decorators that are put together from ours. */
const FRAMES = 16;
const FRAME =
  /^\s*at (?:(?<name>.*) \()?(?:async )?(?<file>(?:file:\/\/|\/|[A-Za-z]:\\).*):(?<line>\d+):(?<column>\d+)\)?$/;
/** What compilers and reflect-metadata call what applies decorators. */
const APPLIES = /decorate/i;
/** Ours, as it was compiled and as it was written. */
const OWN_FOLDERS = ['../../dist/', '../../src/'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));
const MAP_OF = /\/\/# sourceMappingURL=(\S+)\s*$/;
const DATA = /^data:[^,]*;base64,/;

/** Notes where a decorator is being applied; cheap enough to do it for each one. */
export function captureStack(): CapturedStack {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = FRAMES;
  const captured = new Error('here');
  Error.stackTraceLimit = stackTraceLimit;
  return captured;
}

/** Finds where decorators stand. It reads each file once, so that one is made for one look at an app. */
export class SourcePlaces {
  readonly #maps = new Map<string, Promise<SourceMap | undefined>>();
  readonly #lines = new Map<string, Promise<readonly string[]>>();

  /**
   * Finds where something decorated stands: the nearest code that is neither ours nor what a compiler adds, by the build's
   * source map where there is one. Not every compiler maps decorators to what they stand on, so that the line is the one that
   * declares it.
   *
   * @param declaration - what the line looks like: {@link declaresClass}, {@link declaresMember}
   * @returns `undefined` when nobody can know
   */
  async find({ stack }: CapturedStack, declaration: RegExp): Promise<SourcePlace | undefined> {
    // An app may have its own idea of a stack (Error.prepareStackTrace).
    const frames = typeof stack === 'string' ? stack.split('\n') : [];
    for (const text of frames) {
      const { name = '', file = '', line = '', column = '' } = FRAME.exec(text)?.groups ?? {};
      if (file === '' || APPLIES.test(name)) continue;
      const path = file.startsWith('file:') ? fileURLToPath(file) : file;
      if (isOurs(path)) continue;
      const place = await this.#inSource(path, Number(line), Number(column));
      // A bundle has ours beside theirs, wherever it lies.
      if (isOurs(place.path) || place.path.includes(`${sep}node_modules${sep}`)) continue;
      const written = await once(this.#lines, place.path, readLines);
      const lines = written.flatMap((each, i) => (declaration.test(each) ? [i + 1] : []));
      const found = lines.includes(place.line) ? place.line : lines.length === 1 ? lines[0] : undefined;
      return { file: fromHere(place.path), ...(found !== undefined && { line: found }) };
    }
    return undefined;
  }

  async #inSource(path: string, line: number, column: number): Promise<{ path: string; line: number }> {
    const entry = (await once(this.#maps, path, readSourceMap))?.findEntry(line - 1, column - 1);
    // Without an entry it is an empty object, whatever its type says.
    if (entry === undefined || !('originalSource' in entry)) return { path, line };
    const source = new URL(entry.originalSource, pathToFileURL(path));
    // Some bundlers give names that are no files.
    return source.protocol === 'file:' ? { path: fileURLToPath(source), line: entry.originalLine + 1 } : { path, line };
  }
}

function once<T>(known: Map<string, Promise<T>>, path: string, read: (path: string) => Promise<T>): Promise<T> {
  const reading = known.get(path) ?? read(path);
  known.set(path, reading);
  return reading;
}

/** Of a file that is not there, none. */
const readLines = async (path: string) => (await readFile(path, 'utf8').catch(() => '')).split('\n');

/** The line of a class. */
export const declaresClass = (name: string): RegExp =>
  new RegExp(`^(?:.*\\)|.*\\b(?:export|default|abstract))?\\s*class ${escaped(name)}\\b`);

/** The line of a method or a property. */
export const declaresMember = (name: string): RegExp => new RegExp(`(?:^|[\\s)])${escaped(name)}\\s*[!?]?\\s*[(<:=]`);

/** An identifier may have a `$`. */
const escaped = (name: string) => name.replaceAll('$', '\\$');

const isOurs = (path: string) => OWN_FOLDERS.some((folder) => path.startsWith(folder));

async function readSourceMap(path: string): Promise<SourceMap | undefined> {
  try {
    const [, url] = MAP_OF.exec(await readFile(path, 'utf8')) ?? [];
    if (url === undefined) return undefined;
    const text = DATA.test(url)
      ? Buffer.from(url.replace(DATA, ''), 'base64').toString()
      : await readFile(new URL(url, pathToFileURL(path)), 'utf8');
    // What a compiler wrote.
    return new SourceMap(JSON.parse(text) as SourceMapPayload);
  } catch {
    // A map that is not there, or is no map, says nothing.
    return undefined;
  }
}

function fromHere(path: string): string {
  const shown = relative(process.cwd(), path);
  return (shown.startsWith('..') ? path : shown).replaceAll(sep, '/');
}
