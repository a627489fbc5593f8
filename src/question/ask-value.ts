import type { FormField } from './form.js';
import { askFor } from '../dialog/engine/ask.js';
import type { Key } from '../dialog/keys.js';
import { flattenFor, type PromptFor } from '../dialog/prompt.js';
import { type AskContext, beginQuestion, runsNoHandler } from './ask-context.js';

/** What a question of linear code looks like, in a form or alone. */
export type ValueQuestion = FormField;

/** Where and how a value is asked for. */
export interface ValueSite {
  /** For messages. */
  readonly where: string;
  /** For a prompt that is a function. */
  readonly self?: object;
  /** Leads back, where it is no part of the value. */
  readonly backKey?: Key | undefined;
}

/** How a field or `call.ask` ended. */
export type FieldOutcome =
  | { readonly kind: 'value'; readonly value: unknown; readonly digits: string }
  | { readonly kind: 'cancelled' | 'back' | 'noInput' }
  | { readonly kind: 'noMatch'; readonly digits: string };

/** Asks for one value. */
export async function askValue(
  question: ValueQuestion,
  { where, self, backKey }: ValueSite,
  context: AskContext,
): Promise<FieldOutcome> {
  const { questionContext } = context;
  const { prompt, reader, cancelKey } = question;
  beginQuestion(question, context);
  // The function was given for this object; that of a question without one takes nothing.
  const say = (said: PromptFor) => flattenFor(said, where, async (declared) => declared(self as never));
  const asked = await askFor(
    question,
    {
      where,
      links: backKey === undefined ? [] : [backLink(backKey)],
      follow: ({ pattern }, digits) => {
        questionContext.tell({ kind: 'link', question: where, keys: pattern.text, digits });
        // What was typed behind it was meant for the field that is left.
        questionContext.conversation.forgetKeys();
        return Promise.resolve({ kind: 'answered', by: BACK });
      },
      say,
      prompt: () => say(prompt),
      run: runsNoHandler,
    },
    questionContext,
  );
  if (asked.kind === 'usedUp') {
    if (asked.reason === 'noInput') return { kind: 'noInput' };
    return { kind: 'noMatch', digits: reader.masked ? '' : asked.digits };
  }
  // Only the back key leads away.
  if (asked.kind === 'left' || asked.by.kind === 'left') return BACK;
  const isBack = asked.by.kind === 'cancelled' && backKey !== undefined && backKey === cancelKey;
  return isBack ? BACK : asked.by;
}

const BACK = { kind: 'back' } as const;

const backLink = (key: Key) =>
  ({
    pattern: { kind: 'keys', text: key, positions: [key], tail: undefined },
    action: { kind: 'take', destination: BACK },
  }) as const;
