import { AgiEnvironment } from 'offhook';
import { expect, test } from 'vitest';
import { DroppedConnections } from '../../../src/app/server/dropped-connections.js';
import { Metrics } from '../../../src/app/server/metrics.js';
import { RecordingLogger } from '../../support/recording-logger.js';

async function timed(...lines: readonly string[]): Promise<number> {
  const dropped = new DroppedConnections(new RecordingLogger());
  const metrics = new Metrics({ callsActive: () => 0, linesDropped: () => 0, dropped });
  const heard = metrics.listener(new AgiEnvironment(''));
  for (const line of lines) await heard?.({ atMs: 0, kind: 'command', line, reply: '200 result=0', durationMs: 3 });
  const { text } = await metrics.read();
  metrics.close();
  return Number(/^offhook_command_seconds_count (\d+)$/m.exec(text)?.[1]);
}

test.each([
  'NOOP',
  'GET FULL VARIABLE "${EXTEN}"',
  'DATABASE DELTREE "menu"',
  'SET CONTEXT "office"',
  'SET PRIORITY "1"',
])('%s is timed: Asterisk answers it at once', async (line) => {
  expect(await timed(line)).toBe(1);
});

test.each(['ANSWER', 'STREAM FILE "hello" ""', 'EXEC "Dial" "PJSIP/ann"', 'NOOPS'])(
  '%s is not timed: it takes its time',
  async (line) => {
    expect(await timed(line)).toBe(0);
  },
);
