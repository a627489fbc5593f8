import { execFileSync } from 'node:child_process';

/** How far back a run without a reference looks. */
const COMMITS = 20;

/**
 * The files of `src` that changed since the history parted from a reference; without one, or where it is not known, in the
 * last commits; all of them in a clone that does not go so far back.
 *
 * @param {string} root
 * @param {string | undefined} reference
 * @returns {{ since: string, files: string[] }}
 */
export function changedFiles(root, reference) {
  /** @param {string[]} args */
  const git = (...args) =>
    execFileSync('git', args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  const since = base(git, reference);
  const listed =
    since === undefined ? git('ls-files', 'src') : git('diff', '--name-only', '--diff-filter=d', since, '--', 'src');
  return {
    since: since ?? 'before all that this clone knows',
    files: listed.split('\n').filter((file) => file.endsWith('.ts')),
  };
}

/** @param {(...args: string[]) => string} git @param {string | undefined} reference */
function base(git, reference) {
  if (reference !== undefined) {
    try {
      const parted = git('merge-base', 'HEAD', reference);
      // On the reference itself nothing would have changed.
      if (parted !== git('rev-parse', 'HEAD')) return parted;
    } catch {
      // A clone that does not know it, or not where they parted.
    }
  }
  const known = Number(git('rev-list', '--count', '--first-parent', 'HEAD')) - 1;
  return known < COMMITS ? undefined : git('rev-parse', `HEAD~${COMMITS}`);
}
