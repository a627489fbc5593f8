import { beforeEach, expect, test } from 'vitest';
import type { MonotonicClock } from '../../../src/core/clock.js';
import { SilenceTimer } from '../../../src/dialog/line/silence-timer.js';

let nowMs = 0;
const waits: number[] = [];
let wake = (): void => undefined;
/** A clock that calls when the test says. */
const clock: MonotonicClock = {
  nowMs: () => nowMs,
  after(delayMs, run) {
    waits.push(delayMs);
    wake = run;
    return () => undefined;
  },
};
let silences = 0;

beforeEach(() => {
  [nowMs, silences] = [0, 0];
  waits.length = 0;
});

function timer() {
  return new SilenceTimer(clock, () => silences++);
}

test('a clock that calls within the last millisecond is taken at its word', () => {
  timer().restart(30);
  nowMs = 29.4;
  wake();
  expect([silences, waits]).toEqual([1, [30]]);
});

test('one that was stopped runs again, also when it was to be over by then', () => {
  const silence = timer();
  silence.restart(30);
  silence.restart(undefined);
  nowMs = 100;
  silence.restart(30);
  expect(waits).toEqual([30, 30]);
  nowMs = 130;
  wake();
  expect(silences).toBe(1);
});

test('what was restarted meanwhile waits for the rest, rounded up', () => {
  const silence = timer();
  silence.restart(30);
  nowMs = 20.5;
  silence.restart(30);
  nowMs = 30;
  wake();
  expect([silences, waits]).toEqual([0, [30, 21]]);
  nowMs = 50.5;
  wake();
  expect(silences).toBe(1);
});
