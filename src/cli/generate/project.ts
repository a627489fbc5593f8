import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

import { CliError } from '../exit-code.js';
import type { Names } from './names.js';

/** Where an app keeps its source and its tests. */
export interface Project {
  readonly root: string;
  /** `src`, or the root. */
  readonly source: string;
  /** `test` or `tests`; nothing when tests stand beside what they test. */
  readonly tests: string | undefined;
}

/** @throws CliError when there is no package.json at `folder` or above it */
export function findProject(folder: string): Project {
  for (let root = folder; ; root = dirname(root)) {
    if (existsSync(join(root, 'package.json'))) {
      const tests = ['test', 'tests'].map((name) => join(root, name)).find((name) => existsSync(name));
      const source = join(root, 'src');
      return { root, source: existsSync(source) ? source : root, tests };
    }
    if (dirname(root) === root) throw new CliError('There is no package.json here or above. Run it in your app.');
  }
}

/** Where a class and its test belong. */
export function generatedFiles(project: Project, { folders, file }: Names, kind: string) {
  const source = join(project.source, ...folders, `${file}.${kind}.ts`);
  const test = join(project.tests ?? project.source, ...folders, `${file}.${kind}.test.ts`);
  return { source, test };
}

/**
 * The file that lists what stands in a folder: the nearest module, there or above, else the app's own file.
 *
 * @param except - the module that is being made
 */
export function nearestModule({ source }: Project, folder: string, except: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const [module] = namesIn(at)
      .filter((name) => name.endsWith('.module.ts') && join(at, name) !== except)
      .toSorted();
    if (module !== undefined) return join(at, module);
    if (at === source || dirname(at) === at) break;
  }
  return ['app.ts', 'main.ts', 'index.ts'].map((name) => join(source, name)).find(listsSomething);
}

const namesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []);

const listsSomething = (file: string) =>
  existsSync(file) &&
  /\b(?:controllers|providers|imports)\s*:|\bcreateAgiApp\s*\(\s*\{/.test(readFileSync(file, 'utf8'));

/** How one file names another in an import. */
export function importPath(from: string, to: string): string {
  const path = relative(dirname(from), to).split(sep).join('/').replace(/\.ts$/, '.js');
  return path.startsWith('.') ? path : `./${path}`;
}
