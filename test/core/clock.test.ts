import { expect, test } from 'vitest';
import { processClock } from '../../src/core/clock.js';

test.each([2 ** 31, Infinity])('%d ms is longer than a timer of Node, and not at once', async (delayMs) => {
  let hasRun = false;
  const cancel = processClock.after(delayMs, () => (hasRun = true));
  await new Promise((resolve) => setTimeout(resolve, 10));
  cancel();
  expect(hasRun).toBe(false);
});
