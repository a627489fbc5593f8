import { expect, vi } from 'vitest';

import type { AgiChannel } from '../../../src/core/channel.js';
import type { SayResult } from '../../../src/core/commands/say.js';
import {
  type Check,
  check,
  type CheckOptions,
  type FamilyChecks,
  hangsUpDuring,
  pressedDuring,
  WAITS_FOR_NOTHING,
} from './check.js';

/** 2026-11-23 17:30:00 UTC, a Monday. */
const MOMENT = 1_795_455_000;

const YEAR = ['digits/2', 'digits/thousand', 'digits/20', 'digits/6'];

type Say = (channel: AgiChannel) => Promise<SayResult>;

const says = (what: string, say: Say, sounds: readonly string[], options?: CheckOptions): Check =>
  check(
    what,
    async ({ channel, call }) => {
      expect(await say(channel)).toEqual({ kind: 'finished' });
      await vi.waitFor(() => expect(call.played).toEqual(sounds));
    },
    options,
  );

const stopsAtKey = (verb: string, say: Say): Check =>
  check('is stopped by a key of its list, and tells which', async (context) => {
    expect(await pressedDuring(context, verb, say(context.channel), '4', '5')).toEqual({ kind: 'key', key: '5' });
  });

const cannotSay = (say: Say, why = 'is missing'): Check =>
  check(
    `says that a sound ${why}`,
    async ({ channel }) => {
      expect(await say(channel)).toEqual({ kind: 'notPlayed' });
    },
    { isMute: true },
  );

const skips = (say: Say): Check =>
  check(
    'skips what it has no sound for, even all of it',
    async ({ channel, call }) => {
      expect(await say(channel)).toEqual({ kind: 'finished' });
      expect(call.played).toEqual([]);
    },
    { isMute: true },
  );

const endsWithCall = (verb: string, say: Say): Check =>
  check('ends with the call', (context) => hangsUpDuring(context, verb, say(context.channel)));

const LETTERS = ['letters/a', 'letters/b'];

export const sayChecks = {
  sayAlpha: {
    success: [
      says('says letters, and nothing of what has no sound', (channel) => channel.sayAlpha('aBé'), LETTERS),
      says(
        'announces the case of every letter when told to',
        (channel) => channel.sayAlpha('aB', '', 'all'),
        ['lowercase', 'letters/a', 'uppercase', 'letters/b'],
        { differsOn16: 'the letter case of SAY ALPHA' },
      ),
      says('announces capitals only when told to', (channel) => channel.sayAlpha('aB', '', 'upper'), [
        'letters/a',
        'uppercase',
        'letters/b',
      ]),
    ],
    failure: [
      cannotSay((channel) => channel.sayAlpha('a'), 'cannot be played'),
      skips((channel) => channel.sayAlpha('bC', '', 'upper')),
    ],
    key: [stopsAtKey('SAY ALPHA', (channel) => channel.sayAlpha('abcdefghijklmnop', [5, '#']))],
    timeout: WAITS_FOR_NOTHING,
    hangUp: [endsWithCall('SAY ALPHA', (channel) => channel.sayAlpha('abcdefghijklmnop'))],
  },

  sayDate: {
    success: [
      says('says a day in the time zone of the server', (channel) => channel.sayDate(new Date(MOMENT * 1000)), [
        'digits/day-1',
        'digits/mon-10',
        'digits/20',
        'digits/3',
        ...YEAR,
      ]),
      check('says today when told nothing', async (context) => {
        const from = Math.floor(Date.now() / 1000);
        const saying = context.channel.sayDate(undefined, '5');
        expect(await pressedDuring(context, 'SAY DATE', saying, '5')).toEqual({ kind: 'key', key: '5' });
        const said = Number(/^SAY DATE (\d+) /.exec(context.call.executed.at(-1) ?? '')?.[1]);
        expect(said).toBeGreaterThanOrEqual(from);
        expect(said).toBeLessThan(from + 10);
      }),
    ],
    failure: [cannotSay((channel) => channel.sayDate(MOMENT))],
    key: [stopsAtKey('SAY DATE', (channel) => channel.sayDate(MOMENT, '5'))],
    timeout: WAITS_FOR_NOTHING,
    hangUp: [endsWithCall('SAY DATE', (channel) => channel.sayDate(MOMENT))],
  },

  sayDateTime: {
    success: [
      says(
        'says a moment in a format and a time zone',
        (channel) => channel.sayDateTime(MOMENT, '', "A 'digits/at' H", 'Asia/Tokyo'),
        ['digits/day-2', 'digits/at', 'digits/oh', 'digits/2'],
      ),
      says(
        'says weekday, month, day, year, "at" and the hour of twelve when told no format',
        (channel) => channel.sayDateTime(MOMENT),
        [
          'digits/day-1',
          'digits/mon-10',
          'digits/20',
          'digits/h-3',
          ...YEAR,
          'digits/at',
          'digits/5',
          'digits/30',
          'digits/p-m',
        ],
      ),
    ],
    failure: [cannotSay((channel) => channel.sayDateTime(MOMENT, '', 'A'))],
    key: [stopsAtKey('SAY DATETIME', (channel) => channel.sayDateTime(MOMENT, '5'))],
    timeout: WAITS_FOR_NOTHING,
    hangUp: [endsWithCall('SAY DATETIME', (channel) => channel.sayDateTime(MOMENT))],
  },

  sayDigits: {
    success: [
      says('says digits one by one, zeros in front too', (channel) => channel.sayDigits('007'), [
        'digits/0',
        'digits/0',
        'digits/7',
      ]),
      says('says star, pound and minus', (channel) => channel.sayDigits('-1*#'), [
        'digits/minus',
        'digits/1',
        'digits/star',
        'digits/pound',
      ]),
    ],
    failure: [
      cannotSay((channel) => channel.sayDigits('1'), 'cannot be played'),
      skips((channel) => channel.sayDigits('23')),
    ],
    key: [stopsAtKey('SAY DIGITS', (channel) => channel.sayDigits('1234567890', '5'))],
    timeout: WAITS_FOR_NOTHING,
    hangUp: [endsWithCall('SAY DIGITS', (channel) => channel.sayDigits('1234567890'))],
  },

  sayNumber: {
    success: [
      says('says a number as one', (channel) => channel.sayNumber(-123), [
        'digits/minus',
        'digits/1',
        'digits/hundred',
        'digits/20',
        'digits/3',
      ]),
      says('says it in the form of a gender', (channel) => channel.sayNumber(12, '', 'f'), ['digits/12']),
    ],
    failure: [cannotSay((channel) => channel.sayNumber(12))],
    key: [stopsAtKey('SAY NUMBER', (channel) => channel.sayNumber(1_777_777_777, '5'))],
    timeout: WAITS_FOR_NOTHING,
    hangUp: [endsWithCall('SAY NUMBER', (channel) => channel.sayNumber(1_777_777_777))],
  },

  sayPhonetic: {
    success: [
      says('says the spelling alphabet', (channel) => channel.sayPhonetic('aB'), ['phonetic/a_p', 'phonetic/b_p']),
    ],
    failure: [
      cannotSay((channel) => channel.sayPhonetic('a'), 'cannot be played'),
      skips((channel) => channel.sayPhonetic('bc')),
    ],
    key: [stopsAtKey('SAY PHONETIC', (channel) => channel.sayPhonetic('abcdefghijklmnop', '5'))],
    timeout: WAITS_FOR_NOTHING,
    hangUp: [endsWithCall('SAY PHONETIC', (channel) => channel.sayPhonetic('abcdefghijklmnop'))],
  },

  sayTime: {
    success: [
      says('says a time of day in the time zone of the server', (channel) => channel.sayTime(MOMENT), [
        'digits/5',
        'digits/30',
        'digits/p-m',
      ]),
    ],
    failure: [cannotSay((channel) => channel.sayTime(MOMENT))],
    key: [stopsAtKey('SAY TIME', (channel) => channel.sayTime(MOMENT, '5'))],
    timeout: WAITS_FOR_NOTHING,
    hangUp: [endsWithCall('SAY TIME', (channel) => channel.sayTime(MOMENT))],
  },
} satisfies FamilyChecks<
  'sayAlpha' | 'sayDate' | 'sayDateTime' | 'sayDigits' | 'sayNumber' | 'sayPhonetic' | 'sayTime'
>;
