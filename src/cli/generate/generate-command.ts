import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

import { ExitCode } from '../exit-code.js';
import { fillTemplate } from '../template.js';
import type { CliEnvironment } from '../cli-environment.js';
import { type PlannedFile, writeFiles, type WriteOptions } from '../write-files.js';
import { type Kind, readNames } from './names.js';
import { findProject, generatedFiles, importPath, nearestModule } from './project.js';
import { type Listing, register } from './register.js';

const LIST_OF = {
  controller: 'controllers',
  service: 'providers',
  guard: 'providers',
  module: 'imports',
  dialog: undefined,
} as const satisfies Record<Kind, Listing['list'] | undefined>;

/**
 * Makes a class, its test, and its entry in the nearest module.
 *
 * @returns `Failed` when a file that differs was kept
 * @throws CliError for a name that cannot be, and outside an app
 */
export async function generateCommand(
  kind: Kind,
  name: string,
  options: WriteOptions,
  environment: CliEnvironment,
): Promise<ExitCode> {
  const project = findProject(environment.cwd);
  const names = readNames(name, kind, relative(project.root, project.source));
  const { source, test } = generatedFiles(project, names, kind);
  const { className, path, words } = names;
  const values = { Class: className, path, words, source: importPath(test, source) };
  const fill = (template: string) => fillTemplate(`generate/${template}`, values);
  const sourceFile = { path: source, text: fill(`${kind}.ts`), grows: kind === 'module' };
  const say = (sentence: string) => environment.stdout.write(`${sentence}\n`);
  // Our test knows nothing of a class that is somebody's own.
  const hasKept =
    (await writeFiles([sourceFile], options, environment)) ||
    (await writeFiles([{ path: test, text: fill(`${kind}.test.ts`) }], options, environment));
  const list = LIST_OF[kind];
  if (list === undefined) say(`Inject it where it runs: @Subdialog(${className}) dialog: Subdialog<${className}>.`);
  else if (options.dryRun === true || readFileSync(source, 'utf8').includes(`class ${className}`)) {
    const module = nearestModule(project, dirname(source), source);
    const update = module === undefined ? undefined : updateOf(module, source, { list, className });
    if (typeof update === 'object') await writeFiles([update], options, environment);
    else {
      const where = module === undefined ? 'your app' : relative(environment.cwd, module);
      say(`Add ${className} to ${list} of ${where} yourself${update ?? ''}.`);
    }
  }
  if (hasKept) say('What differs was kept; --force writes over it.');
  if (options.dryRun === true) say('Nothing was written (--dry-run).');
  return hasKept && options.dryRun !== true ? ExitCode.Failed : ExitCode.Done;
}

/** The module with one class more, or why that is not to be done here. */
function updateOf(module: string, source: string, listing: Omit<Listing, 'from'>): PlannedFile | string {
  const before = readFileSync(module, 'utf8');
  const registered = register(before, { ...listing, from: importPath(module, source) });
  switch (registered.kind) {
    case 'listed':
      return { path: module, text: registered.source, isUpdate: true };
    case 'otherClass':
      return `, under another name: it imports a ${listing.className} from elsewhere`;
    case 'unclear':
      return ': it lists in its own way';
  }
}
