import { AgiController, AgiChannel, hangUp, OnCall } from 'offhook';
import { createTestPhone } from 'offhook/testing';
import { expect, test } from 'vitest';

// As Asterisk does: its reader finds nothing behind the end and goes back by one skip.
test.each([
  ['a short sound begins anew', 1_000, 200, 1_200],
  ['a long one goes on one skip before its end', 5_000, 4_000, 4_000 + 3_000],
  ['one that is long enough is skipped in', 9_000, 1_000, 1_000 + 9_000 - 4_000],
])('the key that skips beyond the end: %s', async (_, durationMs, afterMs, heardMs) => {
  const took: number[] = [];

  @AgiController('/song')
  class Song {
    constructor(private readonly channel: AgiChannel) {}

    @OnCall({ next: hangUp })
    async sing() {
      await this.channel.answer();
      const startMs = line.clock.nowMs();
      expect(await this.channel.controlStreamFile('song')).toMatchObject({ kind: 'finished' });
      took.push(line.clock.nowMs() - startMs);
    }
  }
  await using line = await createTestPhone({ controllers: [Song] }, { unknownSounds: { durationMs } });
  await line.dial('/song').hears('song').presses('#', { afterMs, toneMs: 40 }).ends({ by: 'app' });
  expect(took[0]).toBeGreaterThan(heardMs - 20);
  expect(took[0]).toBeLessThan(heardMs + 100);
});
