import { describe, expect, it } from 'vitest';

import { CORE_SOUNDS } from '../../../src/testing/sounds/sounds.js';
import { spokenDigits, spokenLetters, spokenNumber, spokenPhonetic } from '../../../src/testing/sounds/spoken.js';
import { spokenDate, spokenDateTime, spokenTime } from '../../../src/testing/sounds/spoken-date.js';

const exists = (name: string) => CORE_SOUNDS.durationMs(name) !== undefined;
const shown = (files: readonly string[]) =>
  files.map((name) => name.replace(/^(digits|letters|phonetic)\//, '')).join(' ');

describe('English', () => {
  it.each([
    [0, '0'],
    [12, '12'],
    [40, '40'],
    [115, '1 hundred 15'],
    [-5, 'minus 5'],
    [1_001, '1 thousand 1'],
    [123_456_789, '1 hundred 20 3 million 4 hundred 50 6 thousand 7 hundred 80 9'],
    [-2_147_483_648, 'minus 2 billion 1 hundred 40 7 million 4 hundred 80 3 thousand 6 hundred 40 8'],
  ])('says the number %i', (number, files) => {
    expect(shown(spokenNumber(number))).toBe(files);
  });

  it('says digits one by one, and skips what is none', () => {
    expect(shown(spokenDigits('0012'))).toBe('0 0 1 2');
    expect(shown(spokenDigits('-1*#a'))).toBe('minus 1 star pound');
  });

  it('spells, with the case when asked, and skips what has no sound', () => {
    expect(shown(spokenLetters('ann', 'none', exists))).toBe('a n n');
    expect(shown(spokenLetters('aB_9é', 'all', exists))).toBe('lowercase a uppercase b ascii95 9');
    expect(shown(spokenPhonetic('a9', exists))).toBe('a_p 9_p');
  });

  it('says a day and a time', () => {
    expect(shown(spokenDate(0, 'UTC'))).toBe('day-4 mon-0 1 1 thousand 9 hundred 70');
    expect(shown(spokenTime(1_700_000_000, 'UTC'))).toBe('10 13 p-m');
    expect(shown(spokenTime(0, 'UTC'))).toBe('12 oclock a-m');
  });

  it('says what a format asks for, in a zone', () => {
    expect(shown(spokenDateTime(1_700_000_000, "ABdY 'digits/at' IMp", 'UTC'))).toBe(
      'day-2 mon-10 h-14 2 thousand 20 3 at 10 13 p-m',
    );
    expect(shown(spokenDateTime(1_700_000_000, 'HM', 'Europe/Paris'))).toBe('20 3 13');
    expect(shown(spokenDateTime(1_700_000_000, 'HMzz', 'No/Where'))).toBe('20 2 13');
  });

  it('needs only sounds that a fresh Asterisk has', () => {
    for (let number = 0; number < 2_000; number += 7)
      expect(spokenNumber(number).filter((name) => !exists(name))).toEqual([]);
    for (let day = 0; day < 40; day++)
      expect(spokenDateTime(day * 90_061, 'ABdY IMp HS', 'UTC').filter((name) => !exists(name))).toEqual([]);
  });
});
