import { join } from 'node:path';
import { run } from './run.js';

/** Where this project is. */
export const project = new URL('../../..', import.meta.url).pathname;

/** Builds and packs the project. @returns the tarball's path */
export async function pack(folder: string): Promise<string> {
  await run('npm', ['run', 'build'], { cwd: project });
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: project });
  return join(folder, stdout.trim());
}
