import { distance } from 'fastest-levenshtein';

const CLOSE_ENOUGH = 0.4;

/**
 * Suggests the nearest of some known names for one that is not known.
 *
 * @param name - what was written
 * @param known - what could have been meant
 * @returns ` Did you mean "x"?`, or nothing when no name is near
 * @internal
 */
export function didYouMean(name: string, known: Iterable<string>): string {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.round(name.length * CLOSE_ENOUGH));
  for (const candidate of known) {
    const found = distance(name.toLowerCase(), candidate.toLowerCase());
    if (found <= bestDistance && candidate !== name) {
      best = candidate;
      bestDistance = found - 1;
    }
  }
  return best === undefined ? '' : ` Did you mean "${best}"?`;
}
