import { MASKED } from '../../errors/masked.js';
import { type AskNode, type Choice, type Handler } from '../call-flow.js';
import type { PromptFor, PromptItem } from '../prompt.js';
import { readDigits } from './read-digits.js';
import { readValue } from '../read/reader.js';
import { runConfirm } from './run-confirm.js';
import { type EntryOutcome, type QuestionOutcome, runQuestion } from './run-question.js';
import type { QuestionContext } from './node-context.js';
import type { Destination } from '../step.js';

/** What the caller gave. */
export type ValueOutcome =
  /** It passed every check. */
  | { readonly kind: 'value'; readonly value: unknown; readonly digits: string }
  | { readonly kind: 'cancelled' }
  /** The caller followed a link. */
  | { readonly kind: 'left'; readonly destination: Destination };

/** What asking needs besides the question. */
export interface ValueHooks<Link extends Choice> {
  readonly where: string;
  readonly links: readonly Link[];
  follow(link: Link, digits: string): Promise<EntryOutcome<Destination>>;
  say(prompt: PromptFor): Promise<readonly PromptItem[]>;
  prompt(): Promise<readonly PromptItem[]>;
  run(handler: Handler, digits: string): Promise<Destination | undefined>;
}

/** Asks for a value until one passes the reader's checks and is confirmed, the caller cancels, or the attempts are used up. */
export function askFor<Link extends Choice>(
  ask: Omit<AskNode, 'kind' | 'prompt' | 'handler'>,
  { links, ...hooks }: ValueHooks<Link>,
  context: QuestionContext,
): Promise<QuestionOutcome<ValueOutcome>> {
  const { reader } = ask;
  const { tell } = context;
  // A key that the value may contain is data: a link on it would take the caller out of the entry.
  const activeLinks = links.filter(({ pattern }) => !reader.alphabet.includes(pattern.text));
  const confirming = { timeoutMs: ask.timeoutMs, masked: reader.masked };
  let attempt = 0;

  async function check(digits: string): Promise<EntryOutcome<ValueOutcome>> {
    attempt++;
    const read = await readValue(reader, digits, context.checkContext(digits, attempt));
    if (read.kind === 'notUnderstood') return { ...read, kind: 'noMatch', digits };
    const isMeant =
      ask.confirm === undefined ||
      (await runConfirm(confirming, ask.confirm(read.value as never, digits), hooks.where, context));
    if (!isMeant) return { kind: 'refused' };
    tell({ kind: 'value', question: hooks.where, digits: reader.masked ? MASKED : digits });
    return { kind: 'answered', by: { kind: 'value', value: read.value, digits } };
  }

  async function entry(): Promise<EntryOutcome<ValueOutcome>> {
    const typed = await readDigits(ask, activeLinks, context);
    if (reader.masked && 'digits' in typed) context.onSecret?.(typed.digits);
    switch (typed.kind) {
      case 'digits':
        return check(typed.digits);
      case 'cancelled':
        context.conversation.forgetKeys();
        tell({ kind: 'cancelled', question: hooks.where });
        return { kind: 'answered', by: typed };
      case 'link': {
        const answer = await hooks.follow(typed.link, typed.digits);
        return answer.kind === 'answered' ? { kind: 'answered', by: { kind: 'left', destination: answer.by } } : answer;
      }
      default:
        return typed;
    }
  }

  const silence = reader.minDigits === 0 ? { silence: () => check('') } : {};
  const firstKeys = () =>
    [reader.alphabet, ask.cancelKey, ask.terminator, ...activeLinks.map(({ pattern }) => pattern.text)].join('');
  return runQuestion(ask, { ...hooks, masked: reader.masked, firstKeys, entry, ...silence }, context);
}
