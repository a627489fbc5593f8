import { beforeEach, describe, expect, test } from 'vitest';

import type { Key } from '../../../src/dialog/keys.js';
import { TypedAhead } from '../../../src/dialog/line/typed-ahead.js';

let nowMs = 0;
let told: string[] = [];
let typed: TypedAhead;

beforeEach(() => {
  nowMs = 0;
  told = [];
  typed = new TypedAhead({ nowMs: () => nowMs }, (happening, atMs) => {
    if (happening.kind === 'key') told.push(`${happening.key} @${atMs}`);
  });
});

const type = (keys: string) => Array.from(keys).map((key) => typed.add(key as Key));
const taken = (masked = false) => {
  const keys: string[] = [];
  for (let key = typed.take(masked); key !== undefined; key = typed.take(masked)) keys.push(key);
  return keys.join('');
};

describe('a key typed ahead', () => {
  test.each([
    [10_000, '1'],
    [10_001, ''],
  ])('after %i ms is still "%s"', (afterMs, key) => {
    type('1');
    nowMs = afterMs;
    expect(taken()).toBe(key);
  });

  test('that is too old takes no younger one with it', () => {
    type('1');
    nowMs = 6_000;
    type('2');
    nowMs = 12_000;
    expect([typed.first, taken(), told]).toEqual(['2', '2', ['• @0', '2 @6000']]);
  });

  test('is told when it was pressed, and shown unless a masked question takes it', () => {
    type('12');
    nowMs = 500;
    expect([typed.take(true), typed.take(false)]).toEqual(['1', '2']);
    expect(told).toEqual(['• @0', '2 @0']);
  });

  test('that nobody takes is told masked: it may have been a secret', () => {
    type('47');
    expect(told).toEqual([]);
    typed.clear();
    expect([typed.first, told]).toEqual([undefined, ['• @0', '• @0']]);
  });

  test('beyond the 32nd is told masked at once, and dropped', () => {
    type('1'.repeat(32));
    expect(type('9')).toEqual([true]);
    expect(told).toEqual(['• @0']);
    expect(taken()).toBe('1'.repeat(32));
    // There is room again.
    expect([type('9'), taken()]).toEqual([[true], '9']);
  });
});

describe('a terminator behind an entry that was complete', () => {
  test.each([
    [2_000, false],
    [2_001, true],
  ])('%i ms later counts: %j', (afterMs, counts) => {
    typed.expectTrailing('#');
    nowMs = afterMs;
    expect(type('#')).toEqual([counts]);
  });

  test.each([
    ['is dropped once', '##', '#'],
    ['counts behind another key', '1#', '1#'],
    ['counts where it is the key of something else', '*', '*'],
    // Voices can fake them.
    ['is waited for past keys that no telephone has', 'A#', ''],
  ])('%s', (_, keys, left) => {
    typed.expectTrailing('#');
    type(keys);
    expect(taken()).toBe(left);
  });

  test('that was typed already is dropped, and only that one', () => {
    type('##');
    typed.expectTrailing('#');
    expect(taken()).toBe('#');
  });

  test('is not waited for behind another key that was typed already', () => {
    type('1');
    typed.expectTrailing('#');
    type('#');
    expect(taken()).toBe('1#');
  });

  test('is none where the question has none', () => {
    typed.expectTrailing(undefined);
    type('#');
    expect(taken()).toBe('#');
  });
});
