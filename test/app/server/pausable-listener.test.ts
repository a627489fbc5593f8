import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PausableListener } from '../../../src/app/server/pausable-listener.js';
import type { AgiLink } from '../../../src/core/link.js';
import { linkedPair } from '../../../src/transport/memory.js';
import type { AgiTransport } from '../../../src/transport/transport.js';

/** A port that a test connects to. */
class Port implements AgiTransport {
  #onLink: ((link: AgiLink) => void) | undefined;

  async listen(onLink: (link: AgiLink) => void) {
    this.#onLink = onLink;
    return { host: '127.0.0.1', port: 4573 };
  }

  async close() {
    this.#onLink = undefined;
  }

  get isOpen() {
    return this.#onLink !== undefined;
  }

  connect() {
    this.#onLink?.(linkedPair()[1]);
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function openListener() {
  const port = new Port();
  const listener = new PausableListener(
    port,
    () => undefined,
    () => undefined,
  );
  await listener.open();
  return { port, listener };
}

/** How long the port stays open while a connection comes again and again. */
async function openFor(port: Port, everyMs: number, untilMs = Infinity): Promise<number> {
  for (let passedMs = 0; passedMs < 5_000; passedMs++) {
    if (!port.isOpen) return passedMs;
    if (passedMs % everyMs === 0 && passedMs < untilMs) port.connect();
    await vi.advanceTimersByTimeAsync(1);
  }
  return Infinity;
}

test.each([10, 30, 45, 49])(
  'a full port where a connection comes every %i ms is closed after 100 ms',
  async (everyMs) => {
    const { port, listener } = await openListener();
    listener.want(false);
    const openMs = await openFor(port, everyMs);
    expect(openMs).toBeGreaterThanOrEqual(100);
    expect(openMs).toBeLessThanOrEqual(102);
  },
);

test('a full port where a queue stands is closed behind the last one, so that nobody is reset', async () => {
  const { port, listener } = await openListener();
  listener.want(false);
  // The fake clock gives the event loop one turn a millisecond.
  const openMs = await openFor(port, 1, 400);
  expect(openMs).toBeGreaterThanOrEqual(400);
  expect(openMs).toBeLessThanOrEqual(403);
});

test('a full port where a queue stands for ever is closed a second later', async () => {
  const { port, listener } = await openListener();
  listener.want(false);
  const openMs = await openFor(port, 1);
  expect(openMs).toBeGreaterThanOrEqual(1_100);
  expect(openMs).toBeLessThanOrEqual(1_103);
});

test('a full port where nobody comes is closed after 50 ms', async () => {
  const { port, listener } = await openListener();
  port.connect();
  listener.want(false);
  await vi.advanceTimersByTimeAsync(49);
  expect(port.isOpen).toBe(true);
  await vi.advanceTimersByTimeAsync(3);
  expect(port.isOpen).toBe(false);
});

test('a port that is wanted again in time stays open', async () => {
  const { port, listener } = await openListener();
  listener.want(false);
  await vi.advanceTimersByTimeAsync(49);
  listener.want(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(port.isOpen).toBe(true);
});
