import type { Listening } from '../line/conversation.js';
import { flatten, type Prompt } from '../prompt.js';
import type { QuestionContext } from './node-context.js';

const YES = '1';
const NO = '2';
/** How often a caller who says neither is asked. */
const ATTEMPTS = 2;

/** Reads a value back and asks whether it is right. Silence is never taken for yes. */
export async function runConfirm(
  listening: Listening,
  prompt: Prompt,
  where: string,
  { conversation }: QuestionContext,
): Promise<boolean> {
  const items = flatten(prompt, where);
  conversation.forgetKeys();
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const heard = await conversation.listen(items, listening);
    const key = heard === 'key' ? await conversation.nextKey(listening) : undefined;
    if (key === YES || key === NO) return key === YES;
    conversation.forgetKeys();
  }
  return false;
}
