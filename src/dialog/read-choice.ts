import type { Choice, MenuNode } from './call-flow.js';
import type { Conversation } from './conversation.js';
import { compareSpecificity, matchKeys } from './keys.js';

/** What the caller typed, and the choice it is. */
export type Entry =
  | { readonly kind: 'choice'; readonly choice: Choice; readonly digits: string }
  | { readonly kind: 'noMatch'; readonly digits: string };

/** Keys of one wrong entry that are swallowed. */
const LONGEST_ENTRY = 32;

/**
 * Reads one entry of a menu, key by key: an unambiguous choice fires at once, one that could become another waits the
 * inter-digit timeout, and the rest of a wrong entry is swallowed so that it is one mistake and not four.
 *
 * @param choices - the menu's own, then the links in scope; of equals the first wins
 */
export async function readChoice(menu: MenuNode, choices: readonly Choice[], conversation: Conversation, nowMs: () => number): Promise<Entry> {
  const end = menu.totalTimeoutMs === undefined ? Infinity : nowMs() + menu.totalTimeoutMs;
  let digits = '';
  for (;;) {
    const wait = Math.min(digits === '' ? menu.timeoutMs : menu.interDigitTimeoutMs, end - nowMs());
    const key = wait < 1 ? undefined : await conversation.nextKey(Math.round(wait));
    const isTerminator = key === menu.terminator && digits !== '' && !canBegin(choices, digits + key);
    if (key === undefined || isTerminator) return decide(choices, digits);
    digits += key;
    const choice = best(choices, digits);
    const isComplete = !choices.some(({ pattern }) => matchKeys(pattern, digits).canGrow);
    if (isComplete && choice !== undefined) return { kind: 'choice', choice, digits };
    if (isComplete) return { kind: 'noMatch', digits: await swallow(digits, menu, conversation) };
  }
}

function decide(choices: readonly Choice[], digits: string): Entry {
  const choice = best(choices, digits);
  return choice === undefined ? { kind: 'noMatch', digits } : { kind: 'choice', choice, digits };
}

async function swallow(digits: string, menu: MenuNode, conversation: Conversation): Promise<string> {
  let typed = digits;
  while (typed.length < LONGEST_ENTRY) {
    const key = await conversation.nextKey(menu.settleMs);
    if (key === undefined || key === menu.terminator) break;
    typed += key;
  }
  return typed;
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
