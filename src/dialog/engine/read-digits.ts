import type { AskNode, Choice } from '../call-flow.js';
import type { WrongEntry } from './run-question.js';
import type { QuestionContext } from './node-context.js';
import { readRestOfEntry } from './read-rest-of-entry.js';

/** What the caller typed. */
export type DigitEntry<Link extends Choice> =
  | { readonly kind: 'digits'; readonly digits: string }
  | WrongEntry
  | { readonly kind: 'link'; readonly link: Link; readonly digits: string }
  /** The cancel key after some digits: they are taken back. */
  | { readonly kind: 'takenBack' }
  /** The cancel key alone. */
  | { readonly kind: 'cancelled' };

/**
 * Reads the digits of one value, key by key: complete at the last one allowed, at the terminator, or after the inter-digit
 * timeout.
 *
 * @param links - those whose key the value cannot contain
 */
export async function readDigits<Link extends Choice>(
  ask: Omit<AskNode, 'kind' | 'prompt' | 'handler'>,
  links: readonly Link[],
  { conversation, nowMs }: QuestionContext,
): Promise<DigitEntry<Link>> {
  const { reader } = ask;
  const end = nowMs() + (ask.totalTimeoutMs ?? Infinity);
  let digits = '';
  for (;;) {
    const wait = digits === '' ? ask.timeoutMs : (reader.interDigitTimeoutMs ?? ask.interDigitTimeoutMs);
    const key = await conversation.nextKey({
      timeoutMs: Math.round(Math.min(wait, end - nowMs())),
      masked: reader.masked,
    });
    if (key === undefined || (key === ask.terminator && !reader.alphabet.includes(key))) {
      if (digits.length >= reader.minDigits) return { kind: 'digits', digits };
      return { kind: 'noMatch', digits, reason: 'tooShort' };
    }
    if (key === ask.cancelKey) return { kind: digits === '' ? 'cancelled' : 'takenBack' };
    const link = digits === '' ? links.find(({ pattern }) => pattern.text === key) : undefined;
    if (link !== undefined) return { kind: 'link', link, digits: key };
    digits += key;
    if (!reader.alphabet.includes(key)) {
      const typed = await readRestOfEntry(digits, ask, conversation, reader.masked);
      return { kind: 'noMatch', digits: typed, reason: 'badKey' };
    }
    if (digits.length >= reader.maxDigits) {
      if (digits.length > 1) conversation.expectTrailing(ask.terminator);
      return { kind: 'digits', digits };
    }
  }
}
