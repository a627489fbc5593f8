import { expect, test } from 'vitest';
import { readSetup } from '../../src/cli/call-options.js';

test.each([
  [
    { callerId: '5550100', withheld: true },
    { args: [], variables: {}, callerId: '5550100', withheld: true },
  ],
  [{ withheld: true }, { args: [], variables: {}, withheld: true }],
  [{}, { args: [], variables: {} }],
])('who calls with %j', (options, setup) => {
  expect(readSetup({ limit: 600, ...options })).toEqual(setup);
});
