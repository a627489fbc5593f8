import { readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';

import { printable } from '../errors/printable.js';
import { CliError, ExitCode } from './exit-code.js';
import { readOwnPackage } from './own-package.js';
import { fillTemplate, templatesIn } from './template.js';
import type { CliEnvironment } from './cli-environment.js';
import { writeFiles } from './write-files.js';

/** The options of `offhook new`, as commander gives them. */
export interface NewOptions {
  /** A packed offhook instead of the one in the registry. */
  readonly from?: string;
  readonly dryRun?: boolean;
}

/** What npm allows, and what is good for a folder. */
const NAME = /^[a-z][a-z0-9-]{0,80}$/;

/**
 * Makes an app in a folder of its own.
 *
 * @throws CliError for a name that npm would refuse, a folder that is not empty, and a tarball that is not there
 */
export async function newCommand(name: string, options: NewOptions, environment: CliEnvironment): Promise<ExitCode> {
  const folder = resolve(environment.cwd, name);
  const file = basename(folder);
  if (!NAME.test(file)) {
    throw new CliError(
      `"${printable(file)}" cannot be the name: lower-case letters, digits and hyphens, my-app.`,
      ExitCode.Usage,
    );
  }
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there !== undefined && !(there.isDirectory() && readdirSync(folder).length === 0)) {
    throw new CliError(`${printable(name)} is there and no empty folder. Nothing was written; choose another name.`);
  }
  const values = { file, offhook: dependency(folder, options.from, environment), ...versions() };
  const files = templatesIn('app').map((template) => ({
    path: join(folder, template),
    text: fillTemplate(`app/${template}`, values),
  }));
  await writeFiles(files, options, environment);
  const next =
    options.dryRun === true ? 'Nothing was written (--dry-run).' : NEXT_STEPS(relative(environment.cwd, folder));
  environment.stdout.write(`${next}\n`);
  return ExitCode.Done;
}

const NEXT_STEPS = (folder: string) => `
Next:${folder === '' ? '' : `\n  cd ${folder}`}
  npm install
  npm test         calls on a virtual phone
  npm start        calls the app, and you are the caller`;

function dependency(folder: string, from: string | undefined, environment: CliEnvironment): string {
  if (from === undefined) return readOwnPackage().version;
  const tarball = resolve(environment.cwd, from);
  if (!statSync(tarball, { throwIfNoEntry: false })?.isFile())
    throw new CliError(`--from: there is no file "${printable(from)}".`, ExitCode.Usage);
  return `file:${relative(folder, tarball)}`;
}

/** The versions this package is tested with. */
function versions(): Record<string, string> {
  const { devDependencies } = readOwnPackage();
  return Object.fromEntries(Object.entries(devDependencies).map(([name, version]) => [`version:${name}`, version]));
}
