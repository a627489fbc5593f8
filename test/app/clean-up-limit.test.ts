import { describe, expect, test } from 'vitest';
import { CleanUpLimit, within } from '../../src/app/clean-up-limit.js';

const never = new Promise<never>(() => undefined);
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('the limit of cleaning up', () => {
  test('gives what the work gives, and leaves no timer', async () => {
    const before = timers();
    expect(await within(60_000, 'Saving', async () => 'saved')).toBe('saved');
    expect(timers()).toBeLessThanOrEqual(before);
  });

  test('throws what the work throws, and leaves no timer', async () => {
    const before = timers();
    await expect(within(60_000, 'Saving', () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full');
    expect(timers()).toBeLessThanOrEqual(before);
  });

  test('ends the wait for work that takes too long, and says which', async () => {
    await expect(within(1, 'Saving', () => never)).rejects.toThrow(
      'Saving took longer than 1 ms (cleanUpLimitMs) and is waited for no longer.',
    );
  });

  test('starts when the call is over, not before', async () => {
    const limit = new CleanUpLimit(1, 'A handler');
    const call = new AbortController();
    const before = timers();
    const waiting = limit.race(never, call.signal);
    expect(timers()).toBe(before);
    call.abort();
    await expect(waiting).rejects.toThrow('A handler took longer');
    expect(limit.signal.aborted).toBe(true);
  });

  test('that has passed waits for nothing more', async () => {
    const limit = new CleanUpLimit(1, 'Saving');
    await expect(limit.race(never)).rejects.toThrow('Saving took longer');
    await expect(limit.race(never)).rejects.toThrow('Saving took longer');
    limit.end();
  });
});
