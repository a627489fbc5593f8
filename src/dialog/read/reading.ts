import type { Prompt } from '../prompt.js';
import type { ComplaintReason } from './collection.js';

/** What a reader makes of an entry: a value, or a complaint. */
export type Reading<V> = { readonly kind: 'value'; readonly value: V } | Complaint;

/** The entry is no answer. The prompt says why; without one the question has its own words for a wrong entry. */
export interface Complaint {
  readonly kind: 'complaint';
  readonly prompt: Prompt | undefined;
  readonly reason: ComplaintReason;
}

/** @internal */
export const understood = <V>(value: V): Reading<V> => ({ kind: 'value', value });

/** @internal */
export const complaint = (reason: ComplaintReason, prompt?: Prompt): Complaint => ({
  kind: 'complaint',
  prompt,
  reason,
});
