import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RepeatedLines } from '../../src/app/log/repeated-lines.js';
import { RecordingLogger } from '../support/recording-logger.js';

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
