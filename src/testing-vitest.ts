/**
 * `offhook/testing/vitest`: matchers for callers, transcripts in snapshots, and steps of a caller that count as assertions for
 * `expect: { requireAssertions: true }` and `expect.hasAssertions()`. Named in `setupFiles`, or imported by a test. Other test
 * runners do without: a caller throws plain AssertionErrors.
 */
import { expect } from 'vitest';
import { type CallMatchers, callMatchers } from './testing/call-matchers.js';
import { onMetExpectation } from './testing/met-expectation.js';
import { transcriptSerializer } from './testing/transcript-serializer.js';

declare module 'vitest' {
  // oxlint-disable-next-line typescript/no-explicit-any -- Vitest's own declaration has this parameter, and they must be alike
  interface Matchers<T = any> extends CallMatchers {}
}

expect.extend(callMatchers);
expect.addSnapshotSerializer(transcriptSerializer);
onMetExpectation(() => {
  const { assertionCalls, expectedAssertionsNumber } = expect.getState();
  // Who counts with `expect.assertions(2)` means what is written `expect(…)`.
  if (expectedAssertionsNumber === null) expect.setState({ assertionCalls: assertionCalls + 1 });
});

export type { CallMatchers };
