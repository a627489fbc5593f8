import type { Question } from '../call-flow.js';
import type { Conversation } from '../line/conversation.js';

/** Keys of one wrong entry that are dropped. */
const LONGEST_ENTRY = 32;

/** Reads the rest of a wrong entry, so that it is one mistake and not four: until silence or the terminator. */
export async function readRestOfEntry(
  digits: string,
  question: Question,
  conversation: Conversation,
  masked: boolean,
): Promise<string> {
  let typed = digits;
  while (typed.length < LONGEST_ENTRY) {
    const key = await conversation.nextKey({ timeoutMs: question.settleMs, masked });
    if (key === undefined || key === question.terminator) break;
    typed += key;
  }
  return typed;
}
