import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

import type { CliEnvironment } from './cli-environment.js';

/** What a file is to hold. */
export interface PlannedFile {
  readonly path: string;
  readonly text: string;
  /** Whether it may be written over what is there: our change of it, not a file of its own. */
  readonly isUpdate?: boolean;
  /** Whether others add to it: what is there is then right as it is. */
  readonly grows?: boolean;
}

/** Options of a command that writes. */
export interface WriteOptions {
  readonly dryRun?: boolean;
  /** Writes over files that differ, without asking. */
  readonly force?: boolean;
}

/**
 * Writes files and says of each what became of it. One that is there and differs is written over only when the person at the
 * terminal says so; without a terminal it stays.
 *
 * @returns whether anything stayed that was to be written
 */
export async function writeFiles(
  files: readonly PlannedFile[],
  options: WriteOptions,
  environment: CliEnvironment,
): Promise<boolean> {
  let hasKept = false;
  for (const file of files) {
    // In turn: there may be a question.
    const action = await decide(file, options, environment);
    if (action !== 'same' && action !== 'keep' && options.dryRun !== true) {
      mkdirSync(dirname(file.path), { recursive: true });
      writeFileSync(file.path, file.text);
    }
    hasKept ||= action === 'keep';
    environment.stdout.write(`${action.padEnd(9)} ${relative(environment.cwd, file.path)}\n`);
  }
  return hasKept;
}

type Action = 'create' | 'update' | 'overwrite' | 'same' | 'keep';

async function decide(
  { path, text, isUpdate, grows }: PlannedFile,
  { dryRun, force }: WriteOptions,
  environment: CliEnvironment,
): Promise<Action> {
  if (!existsSync(path)) return 'create';
  if (readFileSync(path, 'utf8') === text || (grows === true && force !== true)) return 'same';
  if (isUpdate === true) return 'update';
  if (force === true) return 'overwrite';
  if (dryRun === true) return 'keep';
  return (await environment.confirm(`${relative(environment.cwd, path)} is there and differs. Write over it?`))
    ? 'overwrite'
    : 'keep';
}
