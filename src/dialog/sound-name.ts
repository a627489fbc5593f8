import { CheckedFile, type FileName, fileNameProblem } from '../core/checked-file.js';

/** Asterisk's own separators, and what would end or change a command line. */
const UNFIT = /["\\,&\p{Cc}]/u;

/**
 * Says what is wrong with the name of a sound file.
 *
 * @returns a sentence's end, `undefined` when the name is fit
 */
export function soundNameProblem(file: FileName): string | undefined {
  const name = String(file);
  if (name === '') return 'names no sound file';
  if (!UNFIT.test(name)) return file instanceof CheckedFile ? undefined : pathProblem(name);
  return 'cannot be the name of a sound file: a quote, a backslash, a comma, & and control characters mean something else to Asterisk. Rename the file';
}

function pathProblem(name: string): string | undefined {
  const problem = fileNameProblem(name);
  return problem && `is not the name of a sound: ${problem}`;
}
