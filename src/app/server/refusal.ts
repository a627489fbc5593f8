import type { CallEnd } from '../end/call-end.js';
import type { Led } from '../end/call-record.js';

/** A call that nobody takes: why, and where it wanted to go. */
export interface Refusal {
  readonly end: Extract<CallEnd, { readonly kind: 'notFound' | 'refused' }>;
  /** For those who run the servers: one sentence. */
  readonly sentence: string;
  readonly led: Led;
}
