/** @typedef {'caught' | 'endless' | 'survived' | 'unreached' | 'equivalent' | 'doesNotCompile'} Result */

/**
 * What the results of a sample say. Mistakes that nobody can notice or that do not compile do not count.
 *
 * @param {readonly Result[]} results
 * @returns {{ caught: number, counted: number, score: number | undefined }} the score in %; none where nothing counts
 */
export function scoreOf(results) {
  const caught = results.filter((result) => result === 'caught' || result === 'endless').length;
  const counted = caught + results.filter((result) => result === 'survived' || result === 'unreached').length;
  return { caught, counted, score: counted === 0 ? undefined : (100 * caught) / counted };
}

/**
 * What is wrong with the results of a sample, if anything is. A sample of which nothing was tried says nothing: that is no
 * success.
 *
 * @param {readonly Result[]} results
 * @param {number} drawn - how many were to be tried
 * @param {number} atLeast - the score in % that is good enough
 */
export function complaintAbout(results, drawn, atLeast) {
  if (results.length === 0) return drawn === 0 ? undefined : `none of ${drawn} was tried`;
  const { score } = scoreOf(results);
  return score !== undefined && score < atLeast ? `the score is below ${atLeast} %` : undefined;
}
