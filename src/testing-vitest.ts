/**
 * `offhook/testing/vitest`: matchers for callers and transcripts in snapshots. Named in `setupFiles`, or imported by a test.
 * Other test runners do without: a caller throws plain AssertionErrors.
 */
import { expect } from 'vitest';
import { type CallMatchers, callMatchers } from './testing/call-matchers.js';
import { transcriptSerializer } from './testing/transcript-serializer.js';

declare module 'vitest' {
  // oxlint-disable-next-line typescript/no-explicit-any -- Vitest's own declaration has this parameter, and they must be alike
  interface Matchers<T = any> extends CallMatchers {}
}

expect.extend(callMatchers);
expect.addSnapshotSerializer(transcriptSerializer);

export type { CallMatchers };
