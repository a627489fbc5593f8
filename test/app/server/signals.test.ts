import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { endOnSignals, type SignalledProcess } from '../../../src/app/server/signals.js';
import { RecordingLogger } from '../../support/recording-logger.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A process that a test sends signals to, and an app that closes when the test says so. */
function closing() {
  const exits: unknown[] = [];
  const signals = new EventEmitter();
  // As much of a process as is used.
  const target = Object.assign(signals, {
    exitCode: undefined as number | undefined,
    exit: () => void exits.push(target.exitCode),
    getActiveResourcesInfo: () => ['TCPSocketWrap'],
  }) as unknown as SignalledProcess & EventEmitter;
  const log = new RecordingLogger();
  let onClosed: (report: { callsCut: number }) => void = () => undefined;
  const closed = new Promise<{ callsCut: number }>((resolve) => (onClosed = resolve));
  const app = { calls: () => 2, close: vi.fn(() => closed), hasten: vi.fn() };
  endOnSignals(target, log, app);
  return { target, exits, log, app, closed: (callsCut: number) => onClosed({ callsCut }) };
}

test('the first signal closes the app, the second hastens, and neither is taken twice', () => {
  const { target, app } = closing();
  target.emit('SIGTERM');
  expect([app.close.mock.calls.length, app.hasten.mock.calls.length]).toEqual([1, 0]);
  target.emit('SIGINT');
  expect([app.close.mock.calls.length, app.hasten.mock.calls.length]).toEqual([1, 1]);
});

test.each([
  [0, 0],
  [2, 3],
])('with %i calls cut the exit code is %i, and the log says how many', async (callsCut, code) => {
  const { target, log, closed } = closing();
  target.emit('SIGTERM');
  closed(callsCut);
  await vi.advanceTimersByTimeAsync(0);
  expect(target.exitCode).toBe(code);
  expect(log.at('info').map(({ message, fields }) => [message, fields])).toEqual([
    ['closing: no more calls are taken', { signal: 'SIGTERM', calls: 2 }],
    ['closed', { callsCut }],
  ]);
});

test('a process that something keeps alive is ended after five seconds, with a line that says what it was', async () => {
  const { target, log, closed, exits } = closing();
  target.emit('SIGTERM');
  closed(0);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(exits).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(exits).toEqual([0]);
  expect(log.at('warn')[0]?.fields).toEqual({ resources: ['TCPSocketWrap'] });
});
