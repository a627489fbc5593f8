import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @type {Set<string>} */
const folders = new Set();

/** A folder that {@link removeFolders} removes. @returns {string} */
export function temporaryFolder() {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'offhook-mutation-'));
  folders.add(folder);
  return folder;
}

/** A copy of the tree as it is now, for mistakes; `node_modules` is a link. @param {string} root @returns {string} */
export function copyOf(root) {
  const folder = temporaryFolder();
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const file of listed.toString().split('\0')) {
    if (file === '' || file.startsWith('.cache')) continue;
    // A file that is in the index and no longer in the tree is not there.
    try {
      cpSync(join(root, file), join(folder, file));
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
    }
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Removes all that were made. */
export function removeFolders() {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.clear();
}
