import { describe, expect } from 'vitest';

import { back, finish, go, hangUp, leave, keepListening, repeat } from '../../src/dialog/step.js';
import { OffhookError } from '../../src/errors/offhook-error.js';
import { askPart, choice, choices, flowOf, handler, menuPart, stepPart } from './support/flow.js';
import type { Code, TestFlow } from './support/test-flow.js';
import { M, menuM } from './support/flows.js';
import { read } from '../../src/dialog/read/read.js';
import { HUNG_UP, scenario } from './support/scenario.js';
import { hangsUp, key } from './support/timeline.js';

const x = (...actions: Parameters<typeof choices>) =>
  menuPart({ name: 'x', prompt: 'x', choices: choices(...actions) });

describe('what a handler throws', () => {
  const broken = new Error('no database');

  // What the caller then hears and the dialplan is told is the app's: test/app.
  scenario('51: ends the dialog, and the menu is not said again', {
    flow: M({}, { code: { orders: () => Promise.reject(broken) } }),
    caller: [key('1', 500)],
    wire: ['SF hello K→49 endpos=4000 @500'],
    handlers: [['orders', '1']],
    end: { kind: 'error', error: broken },
  });
});

describe('back', () => {
  scenario('52: brings the long prompt without the greeting, and new attempts', {
    flow: flowOf([
      menuM({
        greeting: 'short',
        reprompts: [{ count: 2, prompt: 'still' }],
        choices: choices({ 1: go('x').destination }),
      }),
      x({ '*': back.destination }),
    ]),
    caller: [key('9', 2_000), key('1', 14_000), key('*', 14_500), hangsUp(30_000)],
    wire: [
      'SF short K→0 @1500',
      'SF hello K→57 endpos=4000 @2000',
      'WD 500→0 @2500',
      'SF bad K→0 @3500',
      'GD still 5000→(timeout) @9700',
      'SF still K→0 @10900',
      'GD still 5000→1 @14000',
      'GD x 5000→* @14500',
      'SF hello K→0 @16500',
      'GD opts 5000→(timeout) @25500',
      'SF still K→0 @26700',
      '…',
    ],
    failures: ['noMatch 9', 'noInput', 'noInput'],
    prompts: { short: 1, hello: 2 },
    end: HUNG_UP,
  });

  scenario('at the first question asks it again', {
    flow: flowOf([menuM({ choices: choices({ '*': back.destination, 1: 'orders' }) })]),
    caller: [key('*', 500), key('1', 1_000)],
    wire: ['SF hello K→49 endpos=4000 @500', 'SF hello K→49 endpos=4000 @1000'].map((line, i) =>
      i === 0 ? line.replace('49', '42') : line,
    ),
    handlers: [['orders', '1']],
  });

  scenario('from a step leads to the question that led there', {
    flow: flowOf([
      menuM({ choices: choices({ 1: go('work').destination, 2: 'billing' }) }),
      stepPart('work', () => back),
    ]),
    caller: [key('1', 500), key('2', 1_000)],
    wire: ['SF hello K→49 endpos=4000 @500', 'SF hello K→50 endpos=4000 @1000'],
    handlers: [
      ['work', undefined],
      ['billing', '2'],
    ],
  });

  scenario('through three questions leads to each of them', {
    flow: flowOf([
      menuM({ prompt: 'hello', choices: choices({ 1: go('x').destination, 3: 'third' }) }),
      x({ 2: go('y').destination, '*': back.destination }),
      menuPart({ name: 'y', prompt: 'y', choices: choices({ '*': back.destination }) }),
    ]),
    caller: [key('1', 500), key('2', 1_000), key('*', 1_500), key('*', 2_000), key('3', 2_500)],
    wire: [
      'GD hello 5000→1 @500',
      'GD x 5000→2 @1000',
      'GD y 5000→* @1500',
      'GD x 5000→* @2000',
      'GD hello 5000→3 @2500',
    ],
    handlers: [['third', '3']],
  });

  scenario('works as a link in every question', {
    flow: flowOf(
      [
        menuM({ prompt: 'hello', choices: choices({ 1: go('number').destination, 2: 'billing' }) }),
        askPart({ name: 'number', prompt: 'enter', reader: read.digits({ length: 4 }), terminator: undefined }),
      ],
      { links: [choice('#', back.destination)] },
    ),
    caller: [key('1', 500), key('#', 1_000), key('2', 1_500)],
    wire: ['GD hello 5000→1 @500', 'GD enter 5000→result= @1000', 'GD hello 5000→2 @1500'],
    handlers: [['billing', '2']],
  });
});

describe('repeat and keepListening', () => {
  scenario('repeat asks again from the start, with new attempts', {
    flow: M({ attempts: 2 }, { code: { orders: () => repeat } }),
    caller: [key('9', 500), key('1', 1_500), key('9', 2_500), key('2', 4_500)],
    wire: [
      'SF hello K→57 endpos=4000 @500',
      'WD 500→0 @1000',
      'SF bad K→49 endpos=4000 @1500',
      'SF hello K→57 endpos=8000 @2500',
      'WD 500→0 @3000',
      '…',
    ],
    handlers: [
      ['orders', '1'],
      ['billing', '2'],
    ],
    failures: ['noMatch 9', 'noMatch 9'],
  });

  scenario('keepListening waits for another entry without the prompt, and keeps the failures', {
    flow: M(
      { attempts: 2 },
      { code: { orders: async (_, app) => (await app.play('ok'), keepListening), ...goodbye() } },
    ),
    caller: [key('9', 500), key('1', 1_500), key('9', 3_500)],
    wire: [
      'SF hello K→57 endpos=4000 @500',
      'WD 500→0 @1000',
      'SF bad K→49 endpos=4000 @1500',
      'SF ok K→0 @2500',
      'WD 5000→57 @3500',
      'WD 500→0 @4000',
    ],
    handlers: [
      ['orders', '1'],
      ['exhausted', 'noMatch'],
    ],
    failures: ['noMatch 9'],
  });

  scenario('a handler of a failure may listen too, or go elsewhere', {
    flow: M(
      {
        noInput: [
          { count: 1, handler: handler('first') },
          { count: 2, handler: handler('second') },
        ],
      },
      { code: { first: async (_, app) => (await app.play('still'), keepListening), second: () => hangUp } },
    ),
    caller: [],
    wire: ['SF hello K→0 @2000', 'GD opts 5000→(timeout) @11000', 'SF still K→0 @12200', 'WD 5000→0 @17200'],
    handlers: [
      ['first', ''],
      ['second', ''],
    ],
    failures: ['noInput', 'noInput'],
    end: { kind: 'hangUp', cause: undefined },
  });
});

function goodbye(): TestFlow['code'] {
  return { exhausted: () => undefined };
}

describe('when the attempts are used up', () => {
  scenario('the question leads to its otherwise', {
    flow: flowOf(
      [
        menuM({ attempts: 1, usedUp: handler('exhausted'), otherwise: go('desk').destination }),
        stepPart('desk', () => leave({ extension: '0' })),
      ],
      { code: goodbye() },
    ),
    caller: [key('9', 500)],
    wire: ['SF hello K→57 endpos=4000 @500', 'WD 500→0 @1000'],
    handlers: [
      ['exhausted', 'noMatch'],
      ['desk', undefined],
    ],
    end: { kind: 'leave', place: { extension: '0' } },
  });
});

describe('another flow', () => {
  const other = {};
  const support = flowOf([x({ 1: 'help', '*': back.destination })], { name: 'Support' });

  scenario('is entered, and back leads to the question before', {
    flow: flowOf([menuM({ prompt: 'hello', choices: choices({ 1: { kind: 'enter', key: other }, 2: 'billing' }) })]),
    enter: (entered) => (entered === other ? support : M()),
    caller: [key('1', 500), key('*', 1_000), key('2', 1_500)],
    wire: ['GD hello 5000→1 @500', 'GD x 5000→* @1000', 'GD hello 5000→2 @1500'],
    handlers: [['billing', '2']],
    also: ({ visited }) => expect(visited).toEqual(['main', 'x', 'main']),
  });
});

describe('a sub-dialog', () => {
  const login = flowOf(
    [
      menuPart({
        name: 'x',
        prompt: 'x',
        attempts: 1,
        otherwise: { kind: 'giveUp' },
        choices: choices({ 1: 'signIn', 0: hangUp.destination, '*': back.destination }),
      }),
    ],
    {
      name: 'Login',
      isSubdialog: true,
      code: { signIn: () => finish('ann') },
    },
  );
  /** M, whose choice 1 runs the login; it gets `result`, or nothing because it goes no further. */
  const asks = (...expected: unknown[]) => {
    const results: unknown[] = [];
    const orders: Code = async (_, app) => (results.push(await app.runDialog(login)), leave());
    return {
      flow: M({}, { code: { orders } }),
      also: () => expect(results.splice(0).slice(-expected.length)).toEqual(expected),
    };
  };
  const start = ['SF hello K→49 endpos=4000 @500'];

  scenario('gives the handler that ran it a value', {
    ...asks({ kind: 'finished', value: 'ann' }),
    caller: [key('1', 500), key('1', 1_000)],
    wire: [...start, 'GD x 5000→1 @1000'],
    handlers: [
      ['orders', '1'],
      ['signIn', '1'],
    ],
  });

  scenario('gives up when the caller goes back from its first question', {
    ...asks({ kind: 'gaveUp', reason: 'back', value: undefined }),
    caller: [key('1', 500), key('*', 1_000)],
    wire: [...start, 'GD x 5000→* @1000'],
    handlers: [['orders', '1']],
  });

  scenario('gives up when its attempts are used up', {
    ...asks({ kind: 'gaveUp', reason: 'noInput', value: undefined }),
    caller: [key('1', 500)],
    wire: [...start, 'GD x 5000→(timeout) @6500'],
    handlers: [['orders', '1']],
  });

  scenario('may end the call: the handler that ran it goes no further', {
    ...asks(),
    caller: [key('1', 500), key('0', 1_000)],
    wire: [...start, 'GD x 5000→0 @1000'],
    handlers: [['orders', '1']],
    end: { kind: 'hangUp', cause: undefined },
  });

  const inItself: TestFlow = flowOf([stepPart('again', (_, app) => app.runDialog(inItself))], {
    name: 'Again',
    isSubdialog: true,
  });

  scenario('53: that runs itself is stopped at the 13th', {
    flow: M({}, { code: { orders: (_, app) => app.runDialog(inItself) } }),
    caller: [key('1', 500)],
    wire: start,
    handlers: [['orders', '1'], ...Array.from({ length: 12 }, () => ['again', undefined] as const)],
    end: {
      kind: 'error',
      error: new OffhookError('AGI_DIALOG_DEPTH', { path: Array.from({ length: 13 }, () => 'Again') }),
    },
  });
});

describe('a flow that goes round in circles', () => {
  scenario('without the caller is stopped, also when each step takes its time', {
    flow: flowOf([
      stepPart('start', async (_, app) => (await app.play('x'), go('first'))),
      stepPart('first', async (_, app) => (await app.takes(40), go('second'))),
      stepPart('second', () => go('first')),
    ]),
    caller: [],
    wire: ['SF x K→0 @1000', 'WD -1→1 @2040', 'TOK→token @2040'],
    handlers: [
      ['start', undefined],
      ...Array.from({ length: 51 }, (_, i) => [i % 2 === 0 ? 'first' : 'second', undefined] as const),
    ],
    end: { kind: 'error', error: new OffhookError('AGI_SPINNING', { where: 'Test.first', steps: 51 }) },
  });
});
