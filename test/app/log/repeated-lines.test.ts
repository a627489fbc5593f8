import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RepeatedLines } from '../../../src/app/log/repeated-lines.js';
import { AgiController, createAgiApp, leave, OnCall } from 'offhook';
import { DirectedCall } from '../../support/directed-call.js';
import { RawPeer } from '../../support/raw-peer.js';
import { RecordingLogger } from '../../support/recording-logger.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function repeated() {
  const log = new RecordingLogger();
  const lines = new RepeatedLines(log);
  const say = (kind: string, most = 1) => lines.say(kind, most, () => log.warn({}, kind));
  return { lines, say, said: () => log.lines.splice(0).map(({ message, fields }) => fields['more'] ?? message) };
}

test('the first lines of a kind are said, and once a minute how many more there were', () => {
  const { say, said } = repeated();
  for (let line = 0; line < 1_000; line++) say('stranger');
  say('nonsense');
  for (let line = 0; line < 5; line++) say('refused', 3);
  expect(said()).toEqual(['stranger', 'nonsense', 'refused', 'refused', 'refused']);
  vi.advanceTimersByTime(60_000);
  expect(said()).toEqual([999, 2]);
});

test('the next minute begins with a line again, and a quiet one says nothing', () => {
  const { say, said } = repeated();
  say('stranger');
  say('stranger');
  vi.advanceTimersByTime(60_000);
  say('stranger');
  expect(said()).toEqual(['stranger', 1, 'stranger']);
  vi.advanceTimersByTime(600_000);
  expect(said()).toEqual([]);
});

test('at the end nothing is kept back', () => {
  const { lines, say, said } = repeated();
  say('stranger');
  say('stranger');
  lines.end();
  expect(said()).toEqual(['stranger', 1]);
  expect(vi.getTimerCount()).toBe(0);
});

@AgiController('/line')
class LineController {
  @OnCall({ next: leave })
  greet() {}
}

/** What an app says of so many strangers, until it closes. */
async function logOf(count: number, peers: readonly string[], stranger: (port: number) => Promise<unknown>) {
  vi.useRealTimers();
  const log = new RecordingLogger();
  const app = await createAgiApp({ controllers: [LineController], logger: log }).start();
  const { port } = await app.listen({ port: 0, peers });
  for (let came = 0; came < count; came++) await stranger(port);
  await app.close();
  return log.lines.map(({ message, fields }) => fields['more'] ?? message.replace(/^127.*?\d+ /, ''));
}

test.each([
  ['that are not in `peers`', [], 'a connection was dropped: its peer is not in `peers`'],
  ['that speak HTTP', ['127.0.0.1'], 'is not an Asterisk calling'],
])('an app says of thirty peers %s ten lines, and how many more there were', async (_, peers, sentence) => {
  const said = await logOf(30, peers.length === 0 ? ['10.0.0.7'] : peers, async (port) => {
    const peer = await RawPeer.connect(port);
    peer.send('GET / HTTP/1.1\r\n\r\n');
    await peer.closed;
  });
  expect(said).toEqual([...Array.from({ length: 10 }, () => expect.stringContaining(sentence) as unknown), 20]);
});

test('an app says of calls without a controller the first hundred a minute, and tells the dialplan of each', async () => {
  const statuses: unknown[] = [];
  const said = await logOf(120, ['127.0.0.1'], async (port) => {
    const asterisk = await DirectedCall.dial(port, 'nowhere');
    await asterisk.closed;
    statuses.push(asterisk.variables['OFFHOOK_STATUS']);
  });
  expect(statuses).toEqual(Array.from({ length: 120 }, () => 'NOTFOUND'));
  expect(said).toHaveLength(101);
  expect(said.at(-1)).toBe(20);
});
