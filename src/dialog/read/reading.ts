import type { Prompt } from '../prompt.js';
import type { NoMatchReason } from './collection.js';

/** What a reader makes of an entry: a value, or why it is none. */
export type Reading<V> = { readonly kind: 'value'; readonly value: V } | NotUnderstood;

/** The entry is no answer. The prompt says why; without one the question has its own words for a wrong entry. */
export interface NotUnderstood {
  readonly kind: 'notUnderstood';
  readonly prompt: Prompt | undefined;
  readonly reason: NoMatchReason;
}

/** @internal */
export const understood = <V>(value: V): Reading<V> => ({ kind: 'value', value });

/** @internal */
export const notUnderstood = (reason: NoMatchReason, prompt?: Prompt): NotUnderstood => ({
  kind: 'notUnderstood',
  prompt,
  reason,
});
