import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LineQueue } from '../../../src/app/log/line-queue.js';

const MOST = 100;
const LINE = `${'x'.repeat(39)}\n`;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A queue in front of a sink that takes what a test says. */
function queue() {
  let nowMs = 0;
  const state = { text: '', roomBytes: Infinity, error: 'EAGAIN', tries: 0, slept: 0, wakesAfterMs: Infinity };
  const sink = {
    write(pieces: readonly Uint8Array[]) {
      state.tries++;
      const bytes = Buffer.concat(pieces);
      const taken = Math.min(bytes.length, state.roomBytes);
      if (taken === 0) throw Object.assign(new Error('no room'), { code: state.error });
      state.text += bytes.subarray(0, taken).toString();
      state.roomBytes -= taken;
      return taken;
    },
  };
  const lines = new LineQueue(sink, {
    nowMs: () => nowMs,
    sleep(milliseconds) {
      nowMs += milliseconds;
      state.slept += milliseconds;
      if (state.slept >= state.wakesAfterMs) state.roomBytes = Infinity;
    },
  });
  /** Time in which no timer runs. */
  const standStill = (milliseconds: number) => {
    nowMs += milliseconds;
  };
  const pass = (milliseconds: number) => {
    standStill(milliseconds);
    vi.advanceTimersByTime(milliseconds);
  };
  return { lines, state, standStill, pass, write: (line = LINE) => lines.write(line, MOST) };
}

test('a line is written before write() returns', () => {
  const { state, write } = queue();
  expect(write('first\n')).toBe(true);
  expect(state.text).toBe('first\n');
});

describe('when there is no room', () => {
  test('lines wait up to the limit, in order, and what is too much is refused', () => {
    const { state, write, pass } = queue();
    state.roomBytes = 0;
    expect([write('1'.repeat(50)), write('2'.repeat(50)), write('3'), write('4')]).toEqual([true, true, false, false]);
    state.roomBytes = Infinity;
    pass(100);
    expect(state.text).toBe('1'.repeat(50) + '2'.repeat(50));
    expect(write('5')).toBe(true);
    expect(state.text.endsWith('25')).toBe(true);
  });

  test('the rest of a line that was cut comes first, whatever else is refused', () => {
    const { state, write, pass } = queue();
    state.roomBytes = 10;
    expect(write('a'.repeat(200))).toBe(true);
    expect(write('b')).toBe(false);
    state.roomBytes = 50;
    pass(5);
    state.roomBytes = Infinity;
    pass(5);
    expect(state.text).toBe('a'.repeat(200));
  });

  test('it tries again soon when the reader is slow, then less often, and not at every line', () => {
    const { state, write, pass } = queue();
    state.roomBytes = 0;
    for (let line = 0; line < 50; line++) write();
    expect(state.tries).toBe(1);
    pass(5);
    expect(state.tries).toBe(2);
    pass(10_000);
    expect(state.tries).toBeLessThan(120);
  });

  test('it tries once a second when the disk is full, and goes on when it is not any more', () => {
    const { state, write, pass } = queue();
    Object.assign(state, { roomBytes: 0, error: 'ENOSPC' });
    for (let second = 0; second < 10; second++) {
      for (let line = 0; line < 50; line++) write();
      pass(1_000);
    }
    expect(state.tries).toBeLessThan(25);
    state.roomBytes = Infinity;
    pass(1_000);
    expect(state.text).toBe(LINE + LINE);
  });

  test('a process that does not come to its timers finds out that the reader goes on', () => {
    const { state, write, standStill } = queue();
    state.roomBytes = 0;
    expect([write(), write(), write()]).toEqual([true, true, false]);
    state.roomBytes = Infinity;
    standStill(2);
    expect(write(`${'y'.repeat(39)}\n`)).toBe(true);
    expect(state.text).toBe(`${LINE}${LINE}${'y'.repeat(39)}\n`);
  });

  test('it says once that there is room again, and what is written then comes behind the rest', () => {
    const { lines, state, write, pass } = queue();
    state.roomBytes = 0;
    write('rest\n');
    const told = vi.fn(() => void write('room\n'));
    lines.whenRoom(told);
    pass(1_000);
    expect(told).not.toHaveBeenCalled();
    state.roomBytes = Infinity;
    pass(1_000);
    write('more\n');
    expect(state.text).toBe('rest\nroom\nmore\n');
    expect(told).toHaveBeenCalledTimes(1);
  });
});

describe('at the end of the process', () => {
  test('it waits for a slow reader', () => {
    const { lines, state, write } = queue();
    Object.assign(state, { roomBytes: 0, wakesAfterMs: 900 });
    write();
    lines.end();
    expect(state.text).toBe(LINE);
  });

  test('it gives a reader up who does not read for a second, with what is written afterwards', () => {
    const { lines, state, write } = queue();
    state.roomBytes = 0;
    write();
    lines.end();
    write();
    expect(state.slept).toBe(1_000);
  });

  test('it does not wait for a disk that is full', () => {
    const { lines, state, write } = queue();
    Object.assign(state, { roomBytes: 0, error: 'ENOSPC' });
    write();
    lines.end();
    expect(state.slept).toBe(0);
  });

  test('what is written meanwhile is written too', () => {
    const { lines, state, write } = queue();
    lines.end();
    write();
    expect(state.text).toBe(LINE);
  });
});
