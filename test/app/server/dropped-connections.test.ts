import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DroppedConnections } from '../../../src/app/server/dropped-connections.js';
import { RecordingLogger } from '../../support/recording-logger.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a flood of connections is one line, and one a minute that says how many there were', () => {
  const log = new RecordingLogger();
  const dropped = new DroppedConnections(log);
  for (let second = 0; second < 150; second++) {
    dropped.note('maxHandshakes', '10.0.0.7');
    vi.advanceTimersByTime(1_000);
  }
  dropped.note('maxConnections', '10.0.0.9');
  expect(log.lines.map(({ level, fields }) => [level, fields['address'], fields['dropped']])).toEqual([
    ['warn', '10.0.0.7', 1],
    ['warn', '10.0.0.7', 60],
    ['warn', '10.0.0.7', 60],
    ['warn', '10.0.0.9', 1],
  ]);
  expect([...dropped.totals()]).toEqual([
    ['maxHandshakes', 150],
    ['maxHandshakesPerPeer', 0],
    ['maxConnections', 1],
  ]);
});
