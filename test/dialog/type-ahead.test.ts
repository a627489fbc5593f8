import { describe, expect, it } from 'vitest';

import { read } from '../../src/dialog/read/read.js';
import { say } from '../../src/dialog/say.js';
import { go } from '../../src/dialog/step.js';
import { TypedAhead } from '../../src/dialog/line/typed-ahead.js';
import { askPart, choice, choices, flowOf, menuPart, stepPart } from './support/flow.js';
import type { TestFlow } from './support/test-flow.js';
import { A, FThenM, M, menuM } from './support/flows.js';
import { HUNG_UP, scenario } from './support/scenario.js';
import { hangsUp, key, keys } from './support/timeline.js';

/** x is heard, then work goes on for a while, then comes M: its keys are typed ahead. */
const worksBefore = (
  ms: number,
  next: Parameters<typeof flowOf>[0][number],
  options: Parameters<typeof flowOf>[1] = {},
): TestFlow =>
  flowOf(
    [stepPart('work', async (_, app) => (await app.play('x'), await app.takes(ms), go(next.node.name))), next],
    options,
  );

const WORK = ['work', undefined] as const;

describe('a key typed ahead', () => {
  scenario('answers the next question, which is not heard', {
    flow: worksBefore(3_000, menuM()),
    caller: [key('1', 2_000)],
    wire: ['SF x K→0 @1000', 'WD -1→49 @2000', 'WD -1→1 @4000', 'TOK→token @4000'],
    handlers: [WORK, ['orders', '1']],
  });

  scenario('is forgotten after ten seconds, and the question is heard', {
    flow: worksBefore(12_000, menuM()),
    caller: [key('1', 2_000), key('2', 14_000)],
    wire: [
      'SF x K→0 @1000',
      'WD -1→49 @2000',
      'WD -1→1 @13000',
      'TOK→token @13000',
      'SF hello K→50 endpos=8000 @14000',
    ],
    handlers: [WORK, ['billing', '2']],
  });

  scenario('is forgotten at a question that takes none', {
    flow: worksBefore(3_000, menuM({ typeAhead: false })),
    caller: [key('1', 2_000), key('2', 5_000)],
    wire: ['SF x K→0 @1000', 'WD -1→49 @2000', 'WD -1→1 @4000', 'TOK→token @4000', 'SF hello K→50 endpos=8000 @5000'],
    handlers: [WORK, ['billing', '2']],
  });

  scenario('that stops what a handler plays answers the next question, and what follows it is not heard', {
    flow: flowOf([
      stepPart('work', async (_, app) => (await app.play('x', 'y'), await app.play('ok'), go('main'))),
      menuM(),
    ]),
    caller: [key('1', 500)],
    wire: ['SF x K→49 endpos=4000 @500'],
    handlers: [WORK, ['orders', '1']],
  });

  scenario('behind a wrong one is forgotten with it', {
    flow: worksBefore(3_000, menuM({ choices: choices({ 12: 'orders', 2: 'billing' }) })),
    caller: [...keys('192', 2_000), hangsUp(6_000)],
    wire: [
      'SF x K→0 @1000',
      'WD -1→49 @2000',
      'WD -1→57 @2200',
      'WD -1→50 @2400',
      'WD -1→1 @4000',
      'TOK→token @4000',
      'WD 500→0 @4500',
      'SF bad K→0 @5500',
      '…',
    ],
    handlers: [WORK],
    failures: ['noMatch 192'],
    end: HUNG_UP,
  });

  scenario('behind a link is forgotten', {
    flow: worksBefore(3_000, menuM(), { links: [choice('0', 'operator')], code: { operator: () => undefined } }),
    caller: [...keys('02', 2_000), key('1', 4_500)],
    wire: [
      'SF x K→0 @1000',
      'WD -1→48 @2000',
      'WD -1→50 @2200',
      'WD -1→1 @4000',
      'TOK→token @4000',
      'SF hello K→49 endpos=4000 @4500',
    ],
    handlers: [WORK, ['operator', '0'], ['orders', '1']],
  });

  scenario('behind a match is kept', {
    flow: worksBefore(3_000, menuM({ choices: choices({ 1: 'orders', 2: 'billing' }) }), {
      code: { orders: () => undefined },
    }),
    caller: keys('12', 2_000),
    wire: ['SF x K→0 @1000', 'WD -1→49 @2000', 'WD -1→50 @2200', 'WD -1→1 @4000', 'TOK→token @4000'],
    handlers: [WORK, ['orders', '1'], ['billing', '2']],
  });

  scenario('before a confirmation does not confirm', {
    flow: worksBefore(
      3_000,
      askPart({ name: 'number', prompt: 'enter', reader: read.digits({ length: 4 }), confirm: () => 'ok' }),
    ),
    caller: [...keys('12341', 2_000), key('1', 5_500)],
    wire: [
      'SF x K→0 @1000',
      ...[49, 50, 51, 52, 49].map((code, i) => `WD -1→${code} @${2_000 + 200 * i}`),
      'WD -1→1 @4000',
      'TOK→token @4000',
      'GD ok 5000→1 @5500',
    ],
    handlers: [WORK, ['got', '1234']],
  });

  scenario('that is A to D counts nowhere, and the wait goes on', {
    flow: M(),
    caller: [key('A', 1_000), key('A', 5_000), key('B', 7_000), key('1', 8_000)],
    wire: ['SF hello K→0 @2000', 'GD opts 5000→A @5000', 'WD 5000→66 @7000', 'WD 3000→49 @8000'],
    handlers: [['orders', '1']],
  });
});

describe('a trailing terminator', () => {
  scenario('that was typed ahead with the entry is dropped too', {
    flow: flowOf([
      stepPart('work', async (_, app) => (await app.play('x'), await app.takes(3_000), go('number'))),
      ...parts(),
    ]),
    caller: [...keys('1234#', 2_000), key('1', 4_500)],
    wire: [
      'SF x K→0 @1000',
      ...[49, 50, 51, 52, 35].map((code, i) => `WD -1→${code} @${2_000 + 200 * i}`),
      'WD -1→1 @4000',
      'TOK→token @4000',
      'SF hello K→49 endpos=4000 @4500',
    ],
    handlers: [WORK, ['toMenu', '1234'], ['orders', '1']],
  });

  scenario('that comes late is an answer', {
    flow: FThenM(),
    caller: [...keys('1234', 500), key('#', 3_200), hangsUp(4_000)],
    wire: [
      'GD enter 5000→1 @500',
      'WD 2000→50 @700',
      'WD 2000→51 @900',
      'WD 2000→52 @1100',
      'SF hello K→0 @3100',
      'GD opts 5000→result= @3200',
      'WD 500→0 @3700',
      '…',
    ],
    handlers: [['got', '1234']],
    failures: ['noMatch #'],
    end: HUNG_UP,
  });

  scenario('is dropped in GET DATA as well, which then begins again', {
    flow: flowOf(
      [
        askPart({ name: 'number', prompt: 'enter', reader: read.digits({ length: 2 }), handler: toMenu() }),
        menuM({ prompt: 'opts' }),
      ],
      { code: { toMenu: () => go('main') } },
    ),
    caller: [...keys('12#', 500), key('1', 2_000)],
    wire: ['GD enter 5000→1 @500', 'WD 2000→50 @700', 'GD opts 5000→result= @900', 'GD opts 5000→1 @2000'],
    handlers: [
      ['toMenu', '12'],
      ['orders', '1'],
    ],
  });

  scenario('of a choice of two keys is dropped', {
    flow: A({ choices: choices({ 12: 'vip', '#': 'again' }) }, { code: { vip: () => undefined } }),
    caller: [...keys('12#', 500), key('#', 2_000)],
    wire: ['GD opts 5000→1 @500', 'WD 2000→50 @700', 'GD opts 5000→result= @900', 'GD opts 5000→result= @2000'],
    handlers: [
      ['vip', '12'],
      ['again', '#'],
    ],
  });

  scenario('of a choice of one key is none', {
    flow: M({ choices: choices({ 1: 'orders', '#': 'again' }) }, { code: { orders: () => undefined } }),
    caller: keys('1#', 500),
    wire: ['SF hello K→49 endpos=4000 @500', 'SF hello K→35 endpos=1600 @700'],
    handlers: [
      ['orders', '1'],
      ['again', '#'],
    ],
  });

  function parts() {
    return [
      askPart({ name: 'number', prompt: 'enter', reader: read.digits({ length: 4 }), handler: toMenu() }),
      { ...menuM(), code: { ...menuM().code, toMenu: () => go('main') } },
    ] as const;
  }

  function toMenu() {
    return {
      method: 'toMenu',
      to: [{ destination: { kind: 'go', node: 'main' }, any: false }],
      next: undefined,
    } as const;
  }
});

describe('what no key stops', () => {
  scenario('keeps the keys of a pause as well', {
    flow: M({ greeting: say.withoutBargeIn([say.silence({ durationMs: 1_000 }), 'legal'], { dropTypedKeys: false }) }),
    caller: [key('1', 500)],
    wire: ['WD 1000→49 @500', 'WD 500→0 @1000', 'SF legal K→0 @4000'],
    handlers: [['orders', '1']],
  });

  scenario('drops the keys of a pause', {
    flow: M({ greeting: say.withoutBargeIn([say.silence({ durationMs: 1_000 })]) }),
    caller: [key('1', 500), key('2', 1_500)],
    wire: ['WD 1000→49 @500', 'WD 500→0 @1000', 'SF hello K→50 endpos=4000 @1500'],
    handlers: [['billing', '2']],
  });

  const twice = say.digits('4');
  scenario('an item may be said twice', {
    flow: flowOf([menuPart({ name: 'main', prompt: [twice, 'x', twice], choices: choices({ 1: 'orders' }) })]),
    caller: [key('1', 2_500)],
    wire: ['SAY DIGITS 4 K→0 @500', 'SF x K→0 @1500', 'SAY DIGITS 4 K→0 @2000', 'WD 5000→49 @2500'],
    handlers: [['orders', '1']],
  });
});

describe('the queue', () => {
  it('keeps 32 keys', () => {
    const typed = new TypedAhead({ nowMs: () => 0 }, () => undefined);
    for (let i = 0; i < 40; i++) typed.add(i < 32 ? '1' : '2');
    const taken = Array.from({ length: 40 }, () => typed.take(false));
    expect(taken.filter((one) => one !== undefined).join('')).toBe('1'.repeat(32));
  });
});
