import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

import { ExitCode } from '../exit-code.js';
import { fillTemplate } from '../template.js';
import type { World } from '../world.js';
import { type PlannedFile, writeFiles, type WriteOptions } from '../write-files.js';
import { type Kind, readNames } from './names.js';
import { findProject, importPath, nearestModule, placeOf } from './project.js';
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
 * @throws CliError for a name that cannot be, and outside an app
 */
export async function generateCommand(
  kind: Kind,
  name: string,
  options: WriteOptions,
  world: World,
): Promise<ExitCode> {
  const names = readNames(name, kind);
  const project = findProject(world.cwd);
  const { source, test } = placeOf(project, names, kind);
  const { className, path, words } = names;
  const blanks = { Class: className, path, words, source: importPath(test, source) };
  const files: readonly PlannedFile[] = [
    { path: source, text: fillTemplate(`generate/${kind}.ts`, blanks), grows: kind === 'module' },
    { path: test, text: fillTemplate(`generate/${kind}.test.ts`, blanks) },
  ];
  const say = (sentence: string) => world.stdout.write(`${sentence}\n`);
  if (await writeFiles(files, options, world)) say('What differs was kept; --force writes over it.');
  const list = LIST_OF[kind];
  if (list === undefined) say(`Inject it where it runs: @Subdialog(${className}) dialog: Subdialog<${className}>.`);
  else if (options.dryRun === true || readFileSync(source, 'utf8').includes(`class ${className}`)) {
    const module = nearestModule(project, dirname(source), source);
    const update = module === undefined ? undefined : updateOf(module, source, { list, className });
    if (update !== undefined) await writeFiles([update], options, world);
    else {
      const where = module === undefined ? 'your app' : relative(world.cwd, module);
      say(`Add ${className} to ${list} of ${where} yourself: it lists in its own way, or has another ${className}.`);
    }
  }
  if (options.dryRun === true) say('Nothing was written (--dry-run).');
  return ExitCode.Done;
}

function updateOf(module: string, source: string, listing: Omit<Listing, 'from'>): PlannedFile | undefined {
  const text = register(readFileSync(module, 'utf8'), { ...listing, from: importPath(module, source) });
  return text === undefined ? undefined : { path: module, text, isUpdate: true };
}
