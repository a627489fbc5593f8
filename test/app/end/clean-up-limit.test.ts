import { describe, expect, onTestFinished, test } from 'vitest';
import { CleanUpLimit, within } from '../../../src/app/end/clean-up-limit.js';
import { watchTimers } from '../../support/open-timers.js';

const never = new Promise<never>(() => undefined);

describe('the limit of cleaning up', () => {
  test('gives what the work gives, and leaves no timer', async () => {
    const timers = watchTimers();
    onTestFinished(timers.stop);
    expect(await within(60_000, 'Saving', async () => 'saved')).toBe('saved');
    expect(timers.open()).toBe(0);
  });

  test('throws what the work throws, and leaves no timer', async () => {
    const timers = watchTimers();
    onTestFinished(timers.stop);
    await expect(within(60_000, 'Saving', () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full');
    expect(timers.open()).toBe(0);
  });

  test('ends the wait for work that takes too long, and says which', async () => {
    await expect(within(1, 'Saving', () => never)).rejects.toThrow(
      'Saving took longer than 1 ms (cleanUpLimitMs) and is waited for no longer.',
    );
  });

  test('runs once it was started, not before', async () => {
    const limit = new CleanUpLimit(1, 'A handler');
    const timers = watchTimers();
    onTestFinished(timers.stop);
    const waiting = limit.race(never);
    expect(timers.open()).toBe(0);
    limit.start();
    await expect(waiting).rejects.toThrow('A handler took longer');
    expect(limit.signal.aborted).toBe(true);
  });

  test('that has passed waits for nothing more', async () => {
    const limit = new CleanUpLimit(1, 'Saving');
    limit.start();
    await expect(limit.race(never)).rejects.toThrow('Saving took longer');
    await expect(limit.race(never)).rejects.toThrow('Saving took longer');
    limit.end();
  });
});
