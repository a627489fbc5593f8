import type { ExpectedEnd } from '../testing/expected-end.js';
import type { ExpectedSound } from '../testing/heard.js';

/** What a caller does, step by step. */
export type ScriptStep =
  | { readonly kind: 'presses'; readonly keys: string; readonly isMasked: boolean }
  /** These must be what is heard next. */
  | { readonly kind: 'hears'; readonly expected: ExpectedSound }
  /** Whatever is heard until this. */
  | { readonly kind: 'skips'; readonly until: ExpectedSound }
  /** `hasFailed`: because the app failed. */
  | { readonly kind: 'ends'; readonly by: ExpectedEnd['by']; readonly hasFailed: boolean }
  /** Until the app has said what it has to say and waits for a key, or the call ends. */
  | { readonly kind: 'listens' }
  | { readonly kind: 'waits'; readonly forMs: number }
  | { readonly kind: 'staysSilent' }
  | { readonly kind: 'hangsUp' };
