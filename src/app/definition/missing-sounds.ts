import { readdirSync } from 'node:fs';
import { sep } from 'node:path';
import type { ProblemList } from '../../errors/problem-list.js';
import type { SoundUse } from '../../controller/flow-sounds.js';
import { didYouMean } from '../../errors/did-you-mean.js';
import { printable } from '../../errors/printable.js';

const EXTENSION = /\.\w+$/;
/** Asterisk looks for a sound in the folder of the caller's language. */
const LANGUAGE_FOLDER = /^[a-z]{2,3}(?:_\w+)*\//;

/**
 * Warns of sounds that no folder has, in any format or language.
 *
 * @param folders - where Asterisk looks; one that cannot be read is a mistake
 */
export function warnOfMissingSounds(
  uses: readonly SoundUse[],
  folders: readonly string[],
  { problems, warnings }: { readonly problems: ProblemList; readonly warnings: ProblemList },
): void {
  const known = new Set<string>();
  for (const folder of folders) {
    try {
      for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        const name = file.replaceAll(sep, '/').replace(EXTENSION, '');
        known.add(name).add(name.replace(LANGUAGE_FOLDER, ''));
      }
    } catch (error) {
      const problem = `the folder cannot be read: ${printable(error)}`;
      problems.add('AGI_BOOT_OPTION', 'createAgiApp()', { option: 'soundFolders', value: folder, problem });
    }
  }
  if (problems.found.length > 0) return;
  for (const { where, sound } of uses) {
    if (!known.has(sound)) warnings.add('AGI_BOOT_SOUND', where, { sound, hint: didYouMean(sound, known) });
  }
}
