import { printable } from '../errors/printable.js';
import type { Caller } from './caller.js';
import type { ExpectedEnd } from './expected-end.js';
import { describeExpected, describeItem, type ExpectedSound, isHeard } from './heard.js';

/** What a matcher of vitest, and of others that took the shape over, gives. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Matchers for a caller whose call was made: `expect.extend(callMatchers)`. For vitest `offhook/testing/vitest` does that,
 * with types.
 */
export const callMatchers = {
  /** These sounds were heard, in this order; others may have been heard between them. */
  toHaveHeard(caller: Caller, ...expected: readonly ExpectedSound[]): MatcherResult {
    const heard = caller.events.flatMap((event) =>
      event.kind === 'soundStarted' && !event.continues ? [event.item] : [],
    );
    let found = 0;
    for (const item of heard) {
      const next = expected[found];
      if (next !== undefined && isHeard(next, item)) found++;
    }
    const missing = expected[found];
    const what = expected.map(describeExpected).join(', ');
    const but = missing === undefined ? '' : `, but ${describeExpected(missing)} was not`;
    return matched(
      missing === undefined,
      `${what} to be heard`,
      `${but}; heard: ${heard.map(describeItem).join(', ') || 'nothing'}`,
      caller,
    );
  },

  /** The call is over, and ended so. */
  toHaveEnded(caller: Caller, expected: ExpectedEnd): MatcherResult {
    const end = caller.events.find((event) => event.kind === 'ended');
    const actual: Readonly<Record<string, unknown>> = end === undefined ? {} : { by: end.by, ...end.goesOnAt };
    const { error: _, ...ending } = expected;
    const isSo = end !== undefined && Object.entries(ending).every(([name, value]) => actual[name] === value);
    const failed = isSo ? caller.judgeErrors(expected) : undefined;
    const instead = end === undefined ? ', but it goes on' : isSo ? `, but ${failed}` : `, not ${shown(actual)}`;
    return matched(isSo && failed === undefined, `the call to end ${shown(expected)}`, instead, caller);
  },

  /** Dial or Queue put the caller through to this target. */
  toHaveTalkedTo(caller: Caller, target: string): MatcherResult {
    const targets = caller.events.flatMap((event) => (event.kind === 'connected' ? [event.target] : []));
    const others = `; they talked to ${targets.map((each) => printable(each)).join(', ') || 'nobody'}`;
    return matched(targets.includes(target), `the caller to talk to ${printable(target)}`, others, caller);
  },
} as const;

/** What the matchers look like on `expect(caller)`. */
export interface CallMatchers {
  /** These sounds were heard, in this order; others may have been heard between them. */
  toHaveHeard(first: ExpectedSound, ...more: ExpectedSound[]): void;
  /** The call is over, and ended so. */
  toHaveEnded(expected: ExpectedEnd): void;
  /** Dial or Queue put the caller through to this target. */
  toHaveTalkedTo(target: string): void;
}

const matched = (pass: boolean, what: string, instead: string, caller: Caller): MatcherResult => ({
  pass,
  message: () => `expected ${pass ? `not: ${what}` : `${what}${instead}`}.\n\n${caller.transcript}\n`,
});

const shown = (fields: object) =>
  Object.entries(fields)
    .map(([name, value]) => `${name} ${printable(value)}`)
    .join(', ');
