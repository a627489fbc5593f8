import { tmpdir } from 'node:os';
import { run } from './run.js';

/** What users run: every release that is kept up, and the one before. */
export const RELEASES = [20, 22, 24, 26];

/** A Node of this release. @returns the path of its program */
export async function nodeOf(release: number): Promise<string> {
  const { stdout } = await run('npx', ['-y', '-p', `node@${release}`, 'node', '-p', 'process.execPath'], {
    cwd: tmpdir(),
  });
  return stdout.trim();
}
