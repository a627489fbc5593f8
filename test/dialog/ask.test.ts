import { describe, expect } from 'vitest';

import { read } from '../../src/dialog/read/read.js';
import type { CheckContext } from '../../src/dialog/read/reader.js';
import { say } from '../../src/dialog/say.js';
import { go } from '../../src/dialog/step.js';
import { askPart, choice, flowOf, stepPart } from './support/flow.js';
import { F, FThenM, V } from './support/flows.js';
import { TEST_APP } from './support/run-flow.js';
import { HUNG_UP, scenario } from './support/scenario.js';
import { hangsUp, key, keys } from './support/timeline.js';

const got = (value: unknown) => [['got', value]] as const;

const ENTERED = ['GD enter 5000→1 @500', 'WD 2000→50 @700', 'WD 2000→51 @900', 'WD 2000→52 @1100'];

describe('an entry', () => {
  scenario('54: is complete at its last digit', {
    flow: F(),
    caller: keys('1234', 500),
    wire: ENTERED,
    handlers: got('1234'),
  });

  scenario('55: may be followed by its terminator, which costs nothing', {
    flow: FThenM(),
    caller: [...keys('1234#', 500), key('1', 5_000)],
    wire: [...ENTERED, 'SF hello K→35 endpos=1600 @1300', 'SF hello K 1600→0 @3100', 'GD opts 5000→1 @5000'],
    handlers: [
      ['got', '1234'],
      ['orders', '1'],
    ],
    prompts: { hello: 1 },
  });

  scenario('56: that is too short is wrong', {
    flow: F(),
    caller: [...keys('12', 500), ...keys('1234', 5_000)],
    wire: [
      'GD enter 5000→1 @500',
      'WD 2000→50 @700',
      'WD 2000→0 @2700',
      'SF wrong K→0 @3700',
      'GD enter 5000→1 @5000',
      '…',
    ],
    handlers: got('1234'),
    failures: ['noMatch 12'],
  });

  scenario('is over when all of its time is', {
    flow: F({ totalTimeoutMs: 3_000 }),
    caller: [key('1', 500), key('2', 1_500), key('3', 2_500), hangsUp(4_000)],
    wire: [
      'GD enter 3000→1 @500',
      'WD 2000→50 @1500',
      'WD 2000→51 @2500',
      'WD 1000→0 @3500',
      'SF wrong K→-1 endpos=4000 @4000',
      'HANGUP @4000',
    ],
    failures: ['noMatch 123'],
    end: HUNG_UP,
  });

  scenario('57: is taken back with the cancel key, and not counted', {
    flow: F({ attempts: 1 }),
    caller: [...keys('12*', 500), ...keys('1234', 3_000)],
    wire: ['GD enter 5000→1 @500', 'WD 2000→50 @700', 'WD 2000→42 @900', 'GD enter 5000→1 @3000', '…'],
    handlers: got('1234'),
    prompts: { enter: 2 },
  });

  scenario('58: the cancel key alone leaves the question', {
    flow: F({ otherwise: { kind: 'hangUp', cause: 'normal' } }),
    caller: [key('*', 500)],
    wire: ['GD enter 5000→* @500'],
    end: { kind: 'hangUp', cause: 'normal' },
  });

  scenario('59: the terminator alone is too short', {
    flow: F(),
    caller: [key('#', 500), hangsUp(1_000)],
    wire: ['GD enter 5000→result= @500', 'SF wrong K→-1 endpos=4000 @1000', 'HANGUP @1000'],
    failures: ['noMatch'],
    end: HUNG_UP,
  });

  scenario('60: of any length ends with the terminator', {
    flow: V(),
    caller: keys('1234#', 500),
    wire: [...ENTERED, 'WD 2000→35 @1300'],
    handlers: got('1234'),
  });

  scenario('61: of any length ends with silence', {
    flow: V(),
    caller: keys('123', 500),
    wire: ['GD enter 5000→1 @500', 'WD 2000→50 @700', 'WD 2000→51 @900', 'WD 2000→0 @2900'],
    handlers: got('123'),
  });
});

describe('a check', () => {
  // A second and not the 200 ms of the table: nobody types four keys in 170 ms.
  const isKnown = (digits: string, { get }: CheckContext) => get(TEST_APP).takes(1_000, digits === '1234');

  scenario('62: that says no forgets the keys typed meanwhile, which answered the wrong question', {
    flow: F({ reader: read.digits({ length: 4 }).validate(isKnown, 'bad') }),
    caller: [...keys('9999', 500), ...keys('5678', 1_250), ...keys('1234', 5_000)],
    wire: [
      'GD enter 5000→9 @500',
      'WD 2000→57 @700',
      'WD 2000→57 @900',
      'WD 2000→57 @1100',
      'WD -1→53 @1250',
      'WD -1→54 @1450',
      'WD -1→55 @1650',
      'WD -1→56 @1850',
      'WD -1→1 @2100',
      'TOK→token @2100',
      'SF bad K→0 @3100',
      'GD enter 5000→1 @5000',
      'WD 2000→50 @5200',
      'WD 2000→51 @5400',
      'WD 2000→52 @5600',
      'WD -1→1 @6600',
      'TOK→token @6600',
    ],
    handlers: got('1234'),
    failures: ['noMatch 9999'],
    prompts: { bad: 1, enter: 2 },
  });
});

describe('a masked entry', () => {
  const secret = read.pin({ length: 4 });

  scenario('63: appears nowhere', {
    flow: F({ reader: secret, prompt: ['hello', 'enter'] }),
    caller: keys('1234', 500),
    wire: ['SF hello K→49 endpos=4000 @500', 'WD 2000→50 @700', 'WD 2000→51 @900', 'WD 2000→52 @1100'],
    handlers: got('1234'),
    also: ({ trace }) =>
      expect(trace.slice(2)).toEqual([
        '> STREAM FILE "hello" "0123456789*#"',
        '< [masked]',
        ...Array.from({ length: 3 }, () => ['> WAIT FOR DIGIT 2000', '< [masked]']).flat(),
      ]),
  });

  scenario('63, typed ahead: is in no line of the hold', {
    flow: flowOf([
      stepPart('work', async (_, app) => (await app.play('x'), await app.takes(2_000), go('number'))),
      askPart({ name: 'number', prompt: 'enter', reader: secret }),
    ]),
    caller: keys('1234', 1_500),
    wire: [
      'SF x K→0 @1000',
      'WD -1→49 @1500',
      'WD -1→50 @1700',
      'WD -1→51 @1900',
      'WD -1→52 @2100',
      'WD -1→1 @3000',
      'TOK→token @3000',
    ],
    handlers: [
      ['work', undefined],
      ['got', '1234'],
    ],
    also: ({ trace }) => {
      const replies = trace.slice(4).filter((line) => line.startsWith('<'));
      expect(new Set(replies.slice(0, 5))).toEqual(new Set(['< [masked]']));
    },
  });

  scenario('63, typed while a handler plays: is in no line either', {
    flow: flowOf([
      stepPart('work', async (_, app) => (await app.play('hello'), go('number'))),
      askPart({ name: 'number', prompt: 'enter', reader: secret }),
    ]),
    caller: keys('1234', 500),
    wire: ['SF hello K→49 endpos=4000 @500', 'WD 2000→50 @700', 'WD 2000→51 @900', 'WD 2000→52 @1100'],
    handlers: [
      ['work', undefined],
      ['got', '1234'],
    ],
    also: ({ trace }) =>
      expect(new Set(trace.slice(2).filter((line) => line.startsWith('<')))).toEqual(new Set(['< [masked]'])),
  });

  scenario('63, too short: nor does what was wrong', {
    flow: F({ reader: secret, attempts: 2 }),
    caller: [...keys('12', 500), hangsUp(3_000)],
    wire: ['GD enter 5000→1 @500', 'WD 2000→50 @700', 'WD 2000→0 @2700', '…'],
    failures: ['noMatch [masked]'],
    end: HUNG_UP,
  });
});

describe('confirmation', () => {
  const confirm = (_: never, digits: string) => [say.digits(digits), 'ok'];

  scenario('64: takes a yes', {
    flow: F({ confirm }),
    caller: [...keys('1234', 500), key('1', 3_500)],
    wire: [...ENTERED, 'SAY DIGITS 1234 K→0 @3100', 'GD ok 5000→1 @3500'],
    handlers: got('1234'),
  });

  scenario('65: a no asks again, and uses an attempt', {
    flow: F({ confirm, attempts: 2 }),
    caller: [...keys('1234', 500), key('2', 3_500), ...keys('1234', 4_000), key('2', 7_000)],
    wire: [...ENTERED, 'SAY DIGITS 1234 K→0 @3100', 'GD ok 5000→2 @3500', 'GD enter 5000→1 @4000', '…'],
    handlers: [['exhausted', 'noMatch']],
  });

  scenario('silence is never a yes', {
    flow: F({ confirm, attempts: 1 }),
    caller: keys('1234', 500),
    wire: [
      ...ENTERED,
      'SAY DIGITS 1234 K→0 @3100',
      'GD ok 5000→(timeout) @9100',
      'SAY DIGITS 1234 K→0 @11100',
      'GD ok 5000→(timeout) @17100',
      'SF bye K→0 @18100',
    ],
    handlers: [['exhausted', 'noMatch']],
  });
});

describe('a link in a question', () => {
  scenario('66: loses to the cancel key', {
    flow: F({}, { links: [choice('*', 'operator')] }),
    caller: [key('*', 500)],
    wire: ['GD enter 5000→* @500'],
  });

  scenario('67: is dead on a digit, which is data', {
    flow: F({}, { links: [choice('0', 'operator')] }),
    caller: keys('0123', 500),
    wire: ['GD enter 5000→0 @500', 'WD 2000→49 @700', 'WD 2000→50 @900', 'WD 2000→51 @1100'],
    handlers: got('0123'),
  });

  scenario('works on a key that the value cannot contain', {
    flow: F({ terminator: undefined }, { links: [choice('#', 'operator')] }),
    caller: [key('#', 500)],
    wire: ['GD enter 5000→result= @500'],
    handlers: [['operator', '#']],
  });

  scenario('may listen on, without the prompt', {
    flow: F(
      { terminator: undefined },
      {
        links: [choice('#', 'help')],
        code: { help: async (_, app) => (await app.play('ok'), { destination: { kind: 'keepListening' } }) },
      },
    ),
    caller: [key('#', 500), ...keys('1234', 2_000)],
    wire: [
      'GD enter 5000→result= @500',
      'SF ok K→0 @1500',
      'WD 5000→49 @2000',
      'WD 2000→50 @2200',
      'WD 2000→51 @2400',
      'WD 2000→52 @2600',
    ],
    handlers: [
      ['help', '#'],
      ['got', '1234'],
    ],
    prompts: { enter: 1 },
  });
});

describe('a hang-up', () => {
  scenario('68: in the middle of an entry runs no handler', {
    flow: F(),
    caller: [...keys('12', 500), hangsUp(900)],
    wire: ['GD enter 5000→1 @500', 'WD 2000→50 @700', 'WD 2000→-1 @900', 'HANGUP @900'],
    end: HUNG_UP,
  });
});
