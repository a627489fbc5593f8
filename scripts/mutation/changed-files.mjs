import { execFileSync } from 'node:child_process';

/** How far back a run without a reference looks. */
const COMMITS = 20;

/**
 * The files of `src` that changed since the history parted from a reference; without one, or where there is none, in the
 * last commits, as many as this clone has; in a clone of one commit all of them.
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
  return { since: since ?? 'the first commit', files: listed.split('\n').filter((file) => file.endsWith('.ts')) };
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
  return known > 0 ? git('rev-parse', `HEAD~${Math.min(known, COMMITS)}`) : undefined;
}
