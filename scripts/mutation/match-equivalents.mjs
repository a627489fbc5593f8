import { EQUIVALENTS } from './equivalents.mjs';
import { mutantsOf, shown } from './mutants-of.mjs';

/** @typedef {import('./mutants-of.mjs').Mutant} Mutant */
/** @typedef {(typeof EQUIVALENTS)[number]} Row */

/** @param {Row} row @param {Mutant} mutant @param {string} code - of its file */
function matches(row, mutant, code) {
  if (row.file !== mutant.file) return false;
  const { behind, before, after } = shown(code, mutant);
  return row.before === before && row.after === after && (row.behind === undefined || row.behind === behind);
}

/** Whether a row says that nobody can notice a mutant. @param {Mutant} mutant @param {string} code - of its file */
export function isEquivalent(mutant, code) {
  return EQUIVALENTS.some((row) => matches(row, mutant, code));
}

/**
 * The rows that match no mistake any more: their line has changed, or their file is gone.
 *
 * @param {(file: string) => string | undefined} codeOf
 * @param {readonly Row[]} [rows]
 * @returns {Row[]}
 */
export function staleRows(codeOf, rows = EQUIVALENTS) {
  return rows.filter((row) => {
    const code = codeOf(row.file);
    return code === undefined || !mutantsOf(row.file, code).some((mutant) => matches(row, mutant, code));
  });
}
