import { distance } from 'fastest-levenshtein';
import { printable } from './printable.js';

const CLOSE_ENOUGH = 0.4;
/** More are no help in a sentence. */
const MAX_NAMED = 8;

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

/**
 * The same for names of which there are few: when none is near, all are told.
 *
 * @param name - what was written
 * @param known - what could have been meant
 * @internal
 */
export function whichIsMeant(name: string, known: Iterable<string>): string {
  const all = [...known];
  const near = didYouMean(name, all);
  if (near !== '' || all.length === 0 || all.length > MAX_NAMED) return near;
  return ` There ${all.length === 1 ? 'is' : 'are'} ${all.map((each) => printable(each)).join(', ')}.`;
}
