import { describe } from 'vitest';

import { choice, choices } from './support/flow.js';
import { A, menuA } from './support/flows.js';
import type { TestApp } from './support/test-flow.js';
import { HUNG_UP, scenario } from './support/scenario.js';
import { hangsUp, key, keys } from './support/timeline.js';

const OPERATOR = { links: [choice('0', 'operator')] };

/** The choices of A, and others before them. */
const offering = (...added: ReturnType<typeof choice>[]) => {
  const { node } = menuA();
  return { choices: [...added, ...(node.kind === 'menu' ? node.choices : [])] };
};

describe('a choice that another one begins with', () => {
  scenario('27: waits for more keys', {
    flow: A(),
    caller: [key('1', 500)],
    wire: ['GD opts 5000→1 @500', 'WD 2000→0 @2500'],
    handlers: [['sales', '1']],
  });

  scenario('28: becomes the longer one', {
    flow: A(),
    caller: keys('12', 500),
    wire: ['GD opts 5000→1 @500', 'WD 2000→50 @700'],
    handlers: [['vip', '12']],
  });

  scenario('29: is a wrong entry when the longer one is not finished', {
    flow: A(),
    caller: [...keys('134', 500), hangsUp(4_000)],
    wire: ['GD opts 5000→1 @500', 'WD 2000→51 @700', 'WD 2000→52 @900', 'WD 2000→0 @2900', '…'],
    failures: ['noMatch 134'],
    end: HUNG_UP,
  });

  scenario('30: fires at once when nothing longer is left', {
    flow: A(),
    caller: keys('1345', 500),
    wire: ['GD opts 5000→1 @500', 'WD 2000→51 @700', 'WD 2000→52 @900', 'WD 2000→53 @1100'],
    handlers: [['ext', '1345']],
  });

  scenario('31: fires at once at the terminator', {
    flow: A(),
    caller: keys('1#', 500),
    wire: ['GD opts 5000→1 @500', 'WD 2000→35 @700'],
    handlers: [['sales', '1']],
  });

  scenario('32: the terminator as first key may be a choice itself', {
    flow: A(),
    caller: [key('#', 500)],
    wire: ['GD opts 5000→result= @500'],
    handlers: [['again', '#']],
  });

  scenario('33: is not split off a wrong entry', {
    flow: A(),
    caller: [...keys('15', 500), hangsUp(2_000)],
    wire: ['GD opts 5000→1 @500', 'WD 2000→53 @700', 'WD 500→0 @1200', '…'],
    failures: ['noMatch 15'],
    end: HUNG_UP,
  });
});

describe('a pattern', () => {
  scenario('34: gives the keys as text', {
    flow: A(),
    caller: keys('201', 500),
    wire: ['GD opts 5000→2 @500', 'WD 2000→48 @700', 'WD 2000→49 @900'],
    handlers: [['near', '201']],
  });

  scenario('35: of any length ends with silence', {
    flow: A(),
    caller: keys('9001', 500),
    wire: ['GD opts 5000→9 @500', 'WD 2000→48 @700', 'WD 2000→48 @900', 'WD 2000→49 @1100', 'WD 2000→0 @3100'],
    handlers: [['far', '9001']],
  });

  scenario('36: of any length ends with the terminator', {
    flow: A(),
    caller: keys('9001#', 500),
    wire: ['GD opts 5000→9 @500', 'WD 2000→48 @700', 'WD 2000→48 @900', 'WD 2000→49 @1100', 'WD 2000→35 @1300'],
    handlers: [['far', '9001']],
  });

  scenario('37: totalTimeoutMs shortens the last wait', {
    flow: A({ totalTimeoutMs: 3_000 }),
    caller: [key('9', 500), key('0', 1_500), key('1', 2_500)],
    wire: ['GD opts 3000→9 @500', 'WD 2000→48 @1500', 'WD 2000→49 @2500', 'WD 1000→0 @3500'],
    handlers: [['far', '901']],
  });
});

describe('what is on offer', () => {
  scenario('38: a choice whose `when` says no does not exist', {
    flow: A({
      choices: [...choices({ 1: 'sales' }), choice('12', 'vip', async () => false), ...choices({ _13XX: 'ext' })],
    }),
    caller: [...keys('12', 500), hangsUp(2_000)],
    wire: ['GD opts 5000→1 @500', 'WD 2000→50 @700', 'WD 500→0 @1200', '…'],
    failures: ['noMatch 12'],
    end: HUNG_UP,
  });

  const asked = new WeakSet<TestApp>();
  scenario('38, again: `when` is asked before each prompt', {
    flow: A({ choices: [choice('1', 'sales', (app: TestApp) => asked.has(app) || !asked.add(app))] }),
    caller: [key('1', 500), key('1', 2_000)],
    wire: ['GD opts 5000→1 @500', 'WD 500→0 @1000', 'GD opts 5000→1 @2000'],
    handlers: [['sales', '1']],
    failures: ['noMatch 1'],
  });

  scenario('39: a link fires at once where no choice begins with its key', {
    flow: A({}, OPERATOR),
    caller: [key('0', 500)],
    wire: ['GD opts 5000→0 @500'],
    handlers: [['operator', '0']],
  });

  scenario('40: a link waits where a choice begins with its key', {
    flow: A(offering(choice('_0XX', 'branch')), OPERATOR),
    caller: [key('0', 500)],
    wire: ['GD opts 5000→0 @500', 'WD 2000→0 @2500'],
    handlers: [['operator', '0']],
  });

  scenario('41: a choice wins over a link', {
    flow: A(offering(choice('0', 'desk')), OPERATOR),
    caller: [key('0', 500)],
    wire: ['GD opts 5000→0 @500'],
    handlers: [['desk', '0']],
  });

  scenario('41, a pattern: it wins over a link too, which is more specific', {
    flow: A(offering(choice('_X', 'any')), OPERATOR),
    caller: [key('0', 500)],
    wire: ['GD opts 5000→0 @500'],
    handlers: [['any', '0']],
  });
});

describe('the edges of time', () => {
  scenario('42: a key counts when it is released', {
    flow: A({ choices: choices({ 1: 'sales' }) }),
    caller: [key('1', 2_000, 1_550)],
    wire: ['GD opts 5000→1 @2000'],
    handlers: [['sales', '1']],
  });

  scenario('43: a key whose tone spans the end of the wait is the next entry', {
    flow: A({}, { code: { sales: (_, app) => app.takes(100) } }),
    caller: [key('1', 500), key('2', 2_550), ...keys('01', 3_000)],
    wire: [
      'GD opts 5000→1 @500',
      'WD 2000→0 @2500',
      'WD -1→50 @2550',
      'WD -1→1 @2600',
      'TOK→token @2600',
      'WD 2000→48 @3000',
      'WD 2000→49 @3200',
    ],
    handlers: [
      ['sales', '1'],
      ['near', '201'],
    ],
  });
});
