import { expect, onTestFinished, test, vi } from 'vitest';
import { processClock } from '../../src/core/clock.js';

test.each([2 ** 31, Infinity])('%d ms is longer than a timer of Node, and not at once', async (delayMs) => {
  let hasRun = false;
  const cancel = processClock.after(delayMs, () => (hasRun = true));
  await new Promise((resolve) => setTimeout(resolve, 10));
  cancel();
  expect(hasRun).toBe(false);
});

test('a wait that a timer of Node can hold lasts as long as it says', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  let hasRun = false;
  processClock.after(2 ** 31 - 1, () => (hasRun = true));
  vi.advanceTimersByTime(2 ** 31 - 2);
  expect(hasRun).toBe(false);
  vi.advanceTimersByTime(1);
  expect(hasRun).toBe(true);
});
