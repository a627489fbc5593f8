import { HangUpError } from 'offhook';
import { expect, test } from 'vitest';
import { isStopped } from '../../../src/app/end/is-stopped.js';

const over = new HangUpError('caller', 'hangupLine');
const aborted = () => new DOMException('stopped', 'AbortError');
/** Each holds the next so often. */
const shared = (innermost: Error) => {
  let error = innermost;
  for (let level = 0; level < 9; level++) error = new AggregateError(Array.from({ length: 10 }, () => error));
  return error;
};

test.each<[string, Error, boolean]>([
  ['an AggregateError of none', new AggregateError([]), false],
  ['one of none that came of the hang-up', new AggregateError([], 'none', { cause: over }), true],
  ['errors that share one another, all because of the hang-up', shared(aborted()), true],
  ['errors that share one that is not', shared(new Error('not saved')), false],
])('%s', (_, error, expected) => {
  expect(isStopped(error, over)).toBe(expected);
});
