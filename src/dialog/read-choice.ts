import type { Choice, Question } from './call-flow.js';
import { compareSpecificity, matchKeys } from './keys.js';
import type { Listener } from './stage.js';
import { swallow } from './swallow.js';

/** What the caller typed, and the choice it is. */
export type Entry =
  | { readonly kind: 'choice'; readonly choice: Choice; readonly digits: string }
  | { readonly kind: 'noMatch'; readonly digits: string };

/**
 * Reads one entry of a menu, key by key: an unambiguous choice fires at once, one that could become another waits the
 * inter-digit timeout, and the rest of a wrong entry is swallowed so that it is one mistake and not four.
 *
 * @param choices - the menu's own, then the links in scope; of equals the first wins
 */
export async function readChoice(menu: Question, choices: readonly Choice[], { conversation, nowMs }: Listener): Promise<Entry> {
  const end = nowMs() + (menu.totalTimeoutMs ?? Infinity);
  let digits = '';
  for (;;) {
    const wait = Math.min(digits === '' ? menu.timeoutMs : menu.interDigitTimeoutMs, end - nowMs());
    const key = await conversation.nextKey({ timeoutMs: Math.round(wait), masked: false });
    const isTerminator = key === menu.terminator && digits !== '' && !canBegin(choices, digits + key);
    if (key === undefined || isTerminator) return decide(choices, digits);
    digits += key;
    const choice = best(choices, digits);
    const isComplete = !choices.some(({ pattern }) => matchKeys(pattern, digits).canGrow);
    if (isComplete && choice === undefined) return { kind: 'noMatch', digits: await swallow(digits, menu, conversation, false) };
    if (isComplete && choice !== undefined) {
      if (digits.length > 1) conversation.expectTrailing(menu.terminator);
      return { kind: 'choice', choice, digits };
    }
  }
}

function decide(choices: readonly Choice[], digits: string): Entry {
  const choice = best(choices, digits);
  return choice === undefined ? { kind: 'noMatch', digits } : { kind: 'choice', choice, digits };
}

function best(choices: readonly Choice[], digits: string): Choice | undefined {
  return choices
    .filter(({ pattern }) => matchKeys(pattern, digits).isExact)
    .reduce<Choice | undefined>((winner, choice) => (winner === undefined || compareSpecificity(choice.pattern, winner.pattern) < 0 ? choice : winner), undefined);
}

const canBegin = (choices: readonly Choice[], digits: string) =>
  choices.some(({ pattern }) => {
    const { isExact, canGrow } = matchKeys(pattern, digits);
    return isExact || canGrow;
  });
