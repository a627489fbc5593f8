import { describe, expect, it } from 'vitest';

import { playlistOf } from '../../src/dialog/line/playlist.js';
import { flatten, type Prompt } from '../../src/dialog/prompt.js';
import { read } from '../../src/dialog/read/read.js';
import { say } from '../../src/dialog/say.js';
import { F, M } from './support/flows.js';
import { HUNG_UP, scenario } from './support/scenario.js';
import { hangsUp, key, keys } from './support/timeline.js';

/** What is heard of a prompt, as text. */
const heard = (prompt: Prompt, language = 'en') =>
  playlistOf(flatten(prompt, 'here'), language).map(({ item }) => ('name' in item ? item.name : JSON.stringify(item)));

describe('an amount of money', () => {
  const euro = { unit: { one: 'euro', other: 'euros' }, minorUnit: { one: 'cent', other: 'cents' } };
  const number = (value: number) => `{"kind":"number","value":${value}}`;

  it.each([
    [1n, [number(1), 'cent']],
    [100n, [number(1), 'euro']],
    [1250n, [number(12), 'euros', number(50), 'cents']],
    [0n, [number(0), 'euros']],
    [-205n, ['digits/minus', number(2), 'euros', number(5), 'cents']],
    [300_000_000_000n, ['{"kind":"digits","text":"3000000000"}', 'euros']],
  ])('%s cents', (minor, sounds) => {
    expect(heard(say.money({ minor, currency: 'EUR' }, euro))).toEqual(sounds);
  });

  it('has sounds named after the currency, and as many decimals as that has', () => {
    expect(heard(say.money({ minor: 1n, currency: 'JPY' }))).toEqual([number(1), 'money/jpy-one']);
    expect(heard(say.money({ minor: 2_003n, currency: 'KWD' }))).toEqual([
      number(2),
      'money/kwd-other',
      number(3),
      'money/kwd-minor-other',
    ]);
  });

  it('is refused in what is no currency', () => {
    expect(() => say.money({ minor: 1n, currency: 'EU"' })).toThrow('ISO 4217');
  });
});

describe('words by count', () => {
  const orders = { one: 'order', few: 'orders-few', many: 'orders-many', other: 'orders' };

  it.each([
    ['en', 1, 'order'],
    ['en_AU', 2, 'orders'],
    ['pl', 3, 'orders-few'],
    ['pl', 5, 'orders-many'],
    ['fr', 0, 'order'],
    ['no language', 1, 'order'],
  ])('%s, %d', (language, count, sound) => {
    expect(heard(say.plural(count, orders), language)).toEqual([sound]);
  });

  it('fall back to "other", and then to nothing', () => {
    expect(heard(say.plural(3, { other: 'orders' }), 'pl')).toEqual(['orders']);
    expect(heard(say.plural(3, { one: 'order' }))).toEqual([]);
  });
});

describe('a prompt by language', () => {
  it.each([
    ['en_AU', { en_AU: 'au', en: 'english', other: 'others' }, 'au'],
    ['en_AU', { fr: 'french', en: 'english', other: 'others' }, 'english'],
    ['de', { fr: 'french', en: 'english', other: 'others' }, 'others'],
    ['de', { fr: 'french', en: 'english' }, 'french'],
  ])('%s of %j', (language, prompts, sound) => {
    expect(heard(say.byLanguage(prompts), language)).toEqual([sound]);
  });
});

describe('a condition', () => {
  it('leaves a prompt out, or says another', () => {
    expect(heard([say.when(true, 'vip'), say.when(false, 'vip'), say.when(false, 'vip', 'all')])).toEqual([
      'vip',
      'all',
    ]);
  });
});

describe('a day and a time', () => {
  it('may be what a reader gave, which is in no zone', () => {
    expect(say.day({ year: 2024, month: 2, day: 29 })).toEqual({
      kind: 'date',
      epochSeconds: Date.UTC(2024, 1, 29, 12) / 1000,
      format: 'ABdY',
      zone: 'UTC',
    });
    expect(say.time({ hour: 17, minute: 45 })).toMatchObject({ format: 'IMp', zone: 'UTC' });
    expect(say.time(new Date(0), { zone: 'Europe/Paris' })).toEqual({
      kind: 'date',
      epochSeconds: 0,
      format: 'IMp',
      zone: 'Europe/Paris',
    });
  });
});

describe('a prompt in another language', () => {
  scenario('is said in it, and the caller’s comes back behind a key', {
    flow: M({ prompt: ['hello', say.inLanguage('fr', 'opts')] }),
    caller: [key('1', 2_500)],
    wire: [
      'SF hello K→0 @2000',
      'SET VARIABLE CHANNEL(language) fr→1 @2000',
      'GD opts 5000→1 @2500',
      'SET VARIABLE CHANNEL(language) en→1 @2500',
    ],
    handlers: [['orders', '1']],
  });

  scenario('changes nothing where it is not heard', {
    flow: M({ prompt: ['hello', say.inLanguage('fr', 'opts')] }),
    caller: [key('1', 500)],
    wire: ['SF hello K→49 endpos=4000 @500'],
    handlers: [['orders', '1']],
  });
});

describe('a tone', () => {
  scenario('is made by Asterisk, and ends with a key', {
    flow: M({ prompt: ['hello', say.tone('350+440/500,0/500', { durationMs: 800 })] }),
    caller: [key('1', 2_400)],
    wire: [
      'SF hello K→0 @2000',
      'EXEC Playtones 350+440/500,0/500→0 @2000',
      'WD 800→49 @2400',
      'EXEC StopPlaytones→0 @2400',
    ],
    handlers: [['orders', '1']],
  });

  it('is no other argument', () => {
    expect(() => say.tone('busy"\n', { durationMs: 5 })).toThrow('AGI_ARGUMENT');
  });
});

describe('what is heard to the end', () => {
  it('keeps keys only of what can go on behind them', () => {
    expect(() => say.withoutBargeIn(['a', say.number(5)], { dropTypedKeys: false })).toThrow('a file or a silence');
  });

  scenario('a whole prompt, where no key stops it', {
    flow: M({ bargeIn: false }),
    caller: [key('1', 500), key('2', 6_500)],
    wire: ['SF hello ""→0 @2000', 'SF opts ""→0 @6000', 'WD 5000→50 @6500'],
    handlers: [['billing', '2']],
  });
});

describe('only the keys of choices', () => {
  scenario('stop the prompt: another one is no wrong entry', {
    flow: M({ bargeIn: 'choices' }),
    caller: [key('7', 500), key('2', 2_500)],
    wire: ['SF hello 12→0 @2000', 'SF opts 12→50 endpos=4000 @2500'],
    handlers: [['billing', '2']],
  });

  scenario('behind the prompt every key counts', {
    flow: M({ bargeIn: 'choices' }),
    caller: [key('7', 6_500), hangsUp(8_000)],
    wire: ['SF hello 12→0 @2000', 'SF opts 12→0 @6000', 'WD 5000→55 @6500', 'WD 500→0 @7000', '…'],
    failures: ['noMatch 7'],
    end: HUNG_UP,
  });

  scenario('of a value are those that it may contain, and those that end it', {
    flow: F({ bargeIn: 'choices', reader: read.oneOf({ 1: 'yes', 2: 'no' }) }),
    caller: [key('2', 500)],
    wire: ['SF enter 12*#→50 endpos=4000 @500'],
    handlers: [['got', 'no']],
  });
});

describe('a prompt that changes', () => {
  scenario('by how often the question was asked', {
    flow: M({
      attempts: 4,
      noInput: [],
      reprompts: [
        { count: 2, prompt: 'short' },
        { count: 3, prompt: ['x', 'y'] },
      ],
    }),
    caller: [],
    wire: [
      'SF hello K→0 @2000',
      'GD opts 5000→(timeout) @11000',
      'GD short 5000→(timeout) @17500',
      'SF x K→0 @18500',
      'GD y 5000→(timeout) @24500',
      'SF x K→0 @25500',
      'GD y 5000→(timeout) @31500',
      'SF bye K→0 @32500',
    ],
    handlers: [['exhausted', 'noInput']],
    failures: ['noInput', 'noInput', 'noInput'],
  });

  let asked = 0;
  scenario('by a function of the controller, wherever a prompt may stand', {
    flow: M({
      greeting: () => 'legal',
      noInput: [{ count: 1, prompt: ['still', async () => [say.number(++asked), 'short']] }],
    }),
    caller: [key('1', 21_000)],
    wire: [
      'SF legal K→0 @3000',
      'SF hello K→0 @5000',
      'GD opts 5000→(timeout) @14000',
      'SF still K→0 @15200',
      'SAY NUMBER 1 K→0 @15700',
      'SF short K→0 @17200',
      'SF hello K→0 @19200',
      'GD opts 5000→1 @21000',
    ],
    handlers: [['orders', '1']],
    failures: ['noInput'],
  });
});

describe('the last attempt', () => {
  scenario('may be told of too, and the keys pressed then are forgotten', {
    flow: M({ attempts: 1, playOnLastAttempt: true }),
    caller: [...keys('9', 500), key('1', 1_500)],
    wire: ['SF hello K→57 endpos=4000 @500', 'WD 500→0 @1000', 'SF bad K→49 endpos=4000 @1500', 'SF bye K→0 @2500'],
    handlers: [['exhausted', 'noMatch']],
  });
});
