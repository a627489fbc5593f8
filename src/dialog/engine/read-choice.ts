import type { Choice, Question } from '../call-flow.js';
import { type ChoicePattern, comparePatterns, firstKeysOfPattern, matchPattern } from '../choice-pattern.js';
import type { LinkInScope } from './links-in-scope.js';
import type { WrongEntry } from './run-question.js';
import type { QuestionContext } from './node-context.js';
import { readRestOfEntry } from './read-rest-of-entry.js';

/** What the caller may choose now: the menu's own choices come before the links in scope. */
export interface AvailableChoices {
  readonly choices: readonly Choice[];
  readonly links: readonly LinkInScope[];
}

/** What the caller typed, and the choice it is. */
export type Entry =
  | { readonly kind: 'choice'; readonly choice: Choice; readonly digits: string }
  | { readonly kind: 'link'; readonly choice: LinkInScope; readonly digits: string }
  | WrongEntry;

/**
 * Reads one entry of a menu, key by key: an unambiguous choice fires at once, one that could become another waits the
 * inter-digit timeout, and the rest of a wrong entry is dropped so that it is one mistake and not four.
 */
export async function readChoice(
  menu: Question,
  available: AvailableChoices,
  { conversation, nowMs }: QuestionContext,
): Promise<Entry> {
  const end = nowMs() + (menu.totalTimeoutMs ?? Infinity);
  let digits = '';
  for (;;) {
    const wait = Math.min(digits === '' ? menu.timeoutMs : nextKeyTimeoutMs(available, digits, menu), end - nowMs());
    const key = await conversation.nextKey({ timeoutMs: Math.round(wait), masked: false });
    const isTerminator = key === menu.terminator && digits !== '' && !isBegun(available, digits + key, menu);
    if (key === undefined || isTerminator) return bestMatch(available, digits, menu) ?? noMatch(digits);
    digits += key;
    if (canGrow(available, digits, menu)) continue;
    const match = bestMatch(available, digits, menu);
    if (match === undefined) return noMatch(await readRestOfEntry(digits, menu, conversation, false));
    if (digits.length > 1) conversation.expectTrailing(menu.terminator);
    return match;
  }
}

const noMatch = (digits: string): WrongEntry => ({ kind: 'noMatch', digits, reason: 'notAChoice' });

type Terminated = Pick<Question, 'terminator'>;

/** Own choices before links; the most specific of each; of equals the first. */
function bestMatch({ choices, links }: AvailableChoices, digits: string, menu: Terminated): Entry | undefined {
  const choice = mostSpecific(choices, digits, menu);
  if (choice !== undefined) return { kind: 'choice', choice, digits };
  const link = mostSpecific(links, digits, menu);
  return link && { kind: 'link', choice: link, digits };
}

function mostSpecific<C extends Choice>(
  choices: readonly C[],
  digits: string,
  { terminator }: Terminated,
): C | undefined {
  return choices
    .filter(({ pattern }) => matchPattern(pattern, digits, terminator).isExact)
    .toSorted((a, b) => comparePatterns(a.pattern, b.pattern))[0];
}

const patternsOf = ({ choices, links }: AvailableChoices): ChoicePattern[] =>
  [...choices, ...links].map(({ pattern }) => pattern);

const some = ({ choices, links }: AvailableChoices, fits: (choice: Choice) => boolean) =>
  choices.some(fits) || links.some(fits);

/** The keys that an entry can begin with. */
export const firstKeysOf = (available: AvailableChoices): string =>
  patternsOf(available).map(firstKeysOfPattern).join('');

/** How long the next key may take: as the question says, or the reader, where nothing else is open. */
function nextKeyTimeoutMs(available: AvailableChoices, digits: string, menu: Question): number {
  const open = patternsOf(available).filter((pattern) => matchPattern(pattern, digits, menu.terminator).canGrow);
  const [first] = open;
  const own = open.length === 1 && first?.kind === 'reader' ? first.reader.interDigitTimeoutMs : undefined;
  return own ?? menu.interDigitTimeoutMs;
}

const canGrow = (available: AvailableChoices, digits: string, { terminator }: Terminated) =>
  some(available, ({ pattern }) => matchPattern(pattern, digits, terminator).canGrow);

const isBegun = (available: AvailableChoices, digits: string, { terminator }: Terminated) =>
  some(available, ({ pattern }) => {
    const match = matchPattern(pattern, digits, terminator);
    return match.isExact || match.canGrow;
  });
