import { describe, expect, it } from 'vitest';

import { go, leave } from '../../src/dialog/step.js';
import { choice, choices, flowOf, handler, menuPart, stepPart } from './support/flow.js';
import { M, menuM } from './support/flows.js';
import { runFlow } from './support/run-flow.js';
import { HUNG_UP, scenario } from './support/scenario.js';
import type { Code, TestFlow } from './support/test-flow.js';
import { hangsUp, key, keys } from './support/timeline.js';

const x = menuPart({ name: 'x', prompt: 'x', choices: choices({ 2: go('y').destination }) });
const y = menuPart({ name: 'y', prompt: 'y', choices: choices({ 3: 'third' }) });

/** M, whose choice 1 leads to x, whose choice 2 leads to y. */
const threeMenus = (workMs?: number) =>
  flowOf(
    [menuM({ choices: [workMs === undefined ? choice('1', go('x').destination) : choice('1', 'orders')] }), x, y],
    {
      code: { orders: async (_, app) => (await app.takes(workMs ?? 0), go('x')) },
    },
  );

describe('keys typed ahead', () => {
  scenario('44: go through three menus, each heard until its key', {
    flow: threeMenus(),
    caller: keys('123', 500),
    wire: ['SF hello K→49 endpos=4000 @500', 'GD x 5000→2 @700', 'GD y 5000→3 @900'],
    handlers: [['third', '3']],
  });

  scenario('45: while a handler works are kept by the hold', {
    flow: threeMenus(800),
    caller: keys('123', 500),
    wire: ['SF hello K→49 endpos=4000 @500', 'WD -1→50 @700', 'WD -1→51 @900', 'WD -1→1 @1300', 'TOK→token @1300'],
    handlers: [
      ['orders', '1'],
      ['third', '3'],
    ],
    prompts: { hello: 1 },
  });
});

/** M, whose choice 1 works for a while, says `ok` and leaves. */
const worksAWhile = (ms: number, options: Parameters<typeof handler>[1] = {}) =>
  M(
    { choices: [choice('1', handler('orders', options))] },
    { code: { orders: async (_, app) => (await app.takes(ms), await app.play('ok'), leave()) } },
  );

const orders = [['orders', '1']] as const;

describe('a hold', () => {
  scenario('46: is no part of a quick handler', {
    flow: worksAWhile(20),
    caller: [key('1', 500)],
    wire: ['SF hello K→49 endpos=4000 @500', 'SF ok K→0 @1520'],
    handlers: orders,
  });

  scenario('49: that has just begun is released without a stall', {
    flow: worksAWhile(31),
    caller: [key('1', 500)],
    wire: ['SF hello K→49 endpos=4000 @500', 'WD -1→1 @535', 'TOK→token @535', 'SF ok K→0 @1535'],
    handlers: orders,
  });

  scenario('50: ends with a hang-up, and what the app waits for is not waited for', {
    flow: M({}, { code: { orders: (_, app) => app.waitFor(() => new Promise(() => {}), {}) } }),
    caller: [key('1', 500), hangsUp(900)],
    wire: ['SF hello K→49 endpos=4000 @500', 'WD -1→-1 @900', 'HANGUP @900'],
    handlers: orders,
    end: HUNG_UP,
    also: ({ signal, durationMs }) => {
      expect(signal.aborted).toBe(true);
      expect(Math.abs(durationMs - 900)).toBeLessThan(250);
    },
  });
});

describe('a filler', () => {
  const slow = { filler: ['wait1'] };

  scenario('47: is cut when the work is done', {
    flow: worksAWhile(3_000, { slow }),
    caller: [key('1', 500)],
    wire: [
      'SF hello K→49 endpos=4000 @500',
      'WD -1→1 @2000',
      'TOK→token @2000',
      'SF wait1 K→[nothing] @3500',
      'TOK→token @3500',
      'SF ok K→0 @4500',
    ],
    handlers: orders,
    prompts: { wait1: 1 },
  });

  scenario('48: is ended by a key, which answers the next question', {
    flow: worksAWhile(3_000, { slow }),
    caller: [key('1', 500), key('2', 2_500)],
    wire: [
      'SF hello K→49 endpos=4000 @500',
      'WD -1→1 @2000',
      'TOK→token @2000',
      'SF wait1 K→50 endpos=4000 @2500',
      'WD -1→1 @3500',
      'TOK→token @3500',
    ],
    handlers: orders,
  });

  scenario('leaves nothing behind: the end of a later wait without one leaves the line held', {
    flow: M(
      {},
      {
        code: {
          async orders(_, app) {
            await app.waitFor(() => app.takes(3_000), { filler: ['wait1', 'wait1'] });
            await app.waitFor(() => app.takes(1_000), {});
            await app.takes(1_000);
            await app.play('ok');
            return leave();
          },
        },
      },
    ),
    caller: [key('1', 500)],
    wire: [
      'SF hello K→49 endpos=4000 @500',
      'WD -1→1 @2000',
      'TOK→token @2000',
      'SF wait1 K→[nothing] @3500',
      'TOK→token @3500',
      'WD -1→1 @5500',
      'TOK→token @5500',
      'SF ok K→0 @6500',
    ],
    handlers: orders,
  });

  scenario('is followed by music, which ends before anything else is heard', {
    flow: worksAWhile(6_000, { slow: { ...slow, music: 'jazz' } }),
    caller: [key('1', 500)],
    wire: [
      'SF hello K→49 endpos=4000 @500',
      'WD -1→1 @2000',
      'TOK→token @2000',
      'SF wait1 K→0 @4500',
      'SET MUSIC ON jazz→0 @4500',
      'WD -1→1 @6500',
      'TOK→token @6500',
      'SET MUSIC OFF→0 @6500',
      'SF ok K→0 @7500',
    ],
    handlers: orders,
  });
});

describe('music behind a filler', () => {
  scenario('is turned off once', {
    flow: M(
      {},
      {
        code: {
          async orders(_, app) {
            await app.waitFor(() => app.takes(4_000), { music: 'jazz', fillerAfterMs: 1_000 });
            await app.waitFor(() => app.takes(2_000), {});
            await app.play('ok');
            return leave();
          },
        },
      },
    ),
    caller: [key('1', 500)],
    wire: [
      'SF hello K→49 endpos=4000 @500',
      'WD -1→1 @1500',
      'TOK→token @1500',
      'SET MUSIC ON jazz→0 @1500',
      'WD -1→1 @4500',
      'TOK→token @4500',
      'SET MUSIC OFF→0 @4500',
      'WD -1→1 @6500',
      'TOK→token @6500',
      'SF ok K→0 @7500',
    ],
    handlers: orders,
  });
});

describe('a hold, wherever the work is', () => {
  scenario('in a prompt function', {
    flow: flowOf([
      menuM({ choices: choices({ 1: go('slow').destination }) }),
      menuPart({ name: 'slow', prompt: async (app) => app.takes(1_000, 'x'), choices: choices({ 2: 'second' }) }),
    ]),
    caller: keys('12', 500, 400),
    wire: ['SF hello K→49 endpos=4000 @500', 'WD -1→50 @900', 'WD -1→1 @1500', 'TOK→token @1500'],
    handlers: [['second', '2']],
    lostKeys: [],
  });

  scenario('in a handler that plays something in between', {
    flow: M(
      {},
      {
        code: {
          orders: async (_, app) => (
            await app.takes(500),
            await app.play('ok'),
            await app.takes(500),
            await app.play('y'),
            leave()
          ),
        },
      },
    ),
    caller: [key('1', 500)],
    wire: [
      'SF hello K→49 endpos=4000 @500',
      'WD -1→1 @1000',
      'TOK→token @1000',
      'SF ok K→0 @2000',
      'WD -1→1 @2500',
      'TOK→token @2500',
      'SF y K→0 @3500',
    ],
    handlers: orders,
  });

  scenario('gives way to any command, and comes back behind it', {
    flow: M(
      {},
      {
        code: {
          orders: async (_, app) => (
            await app.takes(100),
            await app.line.channel.noop(),
            await app.takes(100),
            leave()
          ),
        },
      },
    ),
    caller: [key('1', 500)],
    wire: [
      'SF hello K→49 endpos=4000 @500',
      'WD -1→1 @600',
      'TOK→token @600',
      'NOOP→0 @600',
      'WD -1→1 @700',
      'TOK→token @700',
    ],
    handlers: orders,
  });

  scenario('at the end of the dialog is released', {
    flow: M({}, { code: { orders: (_, app) => app.takes(1_000, leave()) } }),
    caller: [key('1', 500)],
    wire: ['SF hello K→49 endpos=4000 @500', 'WD -1→1 @1500', 'TOK→token @1500'],
    handlers: orders,
  });

  scenario('begins before anything was heard, on a line that is up', {
    flow: flowOf([stepPart('work', (_, app) => app.takes(1_000, go('main'))), menuM()]),
    caller: [key('1', 500)],
    wire: ['ST→6 @30', 'WD -1→49 @500', 'WD -1→1 @1000', 'TOK→token @1000'],
    handlers: [['work', undefined], ...orders],
  });

  scenario('that takes a key while it is being released lets nothing be heard in front of it', {
    flow: worksAWhile(31),
    caller: [key('1', 500), key('2', 533, 20)],
    wire: ['SF hello K→49 endpos=4000 @500', 'WD -1→50 @533'],
    handlers: orders,
  });
});

describe('a limit', () => {
  const elsewhere = { fillerAfterMs: 1_000, filler: ['wait1'], limitMs: 5_000, otherwise: go('x').destination };

  scenario('leads elsewhere when it is passed, and what comes later is dropped', {
    flow: flowOf(
      [
        menuM({ choices: [choice('1', handler('orders', { slow: elsewhere }))] }),
        menuPart({ name: 'x', prompt: 'x', choices: choices({ 3: 'third' }) }),
      ],
      {
        code: { orders: (_, app) => app.takes(60_000, leave()) },
      },
    ),
    caller: [key('1', 500), key('3', 6_000)],
    wire: [
      'SF hello K→49 endpos=4000 @500',
      'WD -1→1 @1500',
      'TOK→token @1500',
      'SF wait1 K→0 @4000',
      'WD -1→1 @5500',
      'TOK→token @5500',
      'GD x 5000→3 @6000',
    ],
    handlers: [...orders, ['third', '3']],
  });

  it('holds behind another wait that is over', async () => {
    const limited = flowOf(
      [
        menuM({
          choices: [choice('1', handler('orders', { slow: { limitMs: 5_000, otherwise: go('x').destination } }))],
        }),
        menuPart({ name: 'x', prompt: 'x', choices: choices({ 3: 'third' }) }),
      ],
      {
        code: {
          async orders(_, app) {
            await app.waitFor(() => app.takes(1_000), {});
            return app.takes(60_000, leave());
          },
        },
      },
    );
    const { handlers } = await runFlow(limited, [key('1', 500), key('3', 8_000)]);
    expect(handlers).toEqual([...orders, ['third', '3']]);
  });

  scenario('does not count while the handler talks to the caller', {
    flow: worksAWhile(100, { slow: { limitMs: 500, otherwise: go('x').destination } }),
    caller: [key('1', 500)],
    wire: ['SF hello K→49 endpos=4000 @500', 'WD -1→1 @600', 'TOK→token @600', 'SF ok K→0 @1600'],
    handlers: orders,
  });
});

describe('a gap in which nobody listens', () => {
  const blocking = (ms: number) =>
    M(
      {},
      {
        code: {
          async orders(_, app) {
            await app.play('hello');
            app.blocksFor(ms);
            await app.play('short');
          },
        },
      },
    );

  const gapsOf = async (test: TestFlow) => {
    const { gaps, handlers } = await runFlow(test, [key('1', 500), hangsUp(3_500)]);
    expect(handlers).toEqual(orders);
    return gaps;
  };

  it.each([
    [59, []],
    [60, [60]],
    [61, [61]],
  ])('of %i ms is told from 60 ms on, which comes near to what loses a key', async (ms, told) => {
    expect(await gapsOf(blocking(ms))).toEqual(told);
  });

  it.each([
    [19, []],
    [20, [60]],
  ])(
    'goes on during commands that do not listen, here with %i ms before each of two and behind them',
    async (ms, told) => {
      const looksUp: Code = async (_, app) => {
        await app.play('hello');
        app.blocksFor(ms);
        await app.line.channel.getVariable('NAME');
        app.blocksFor(ms);
        await app.line.channel.setVariable('NAME', 'ann');
        app.blocksFor(ms);
        await app.play('short');
      };
      expect(await gapsOf(M({}, { code: { orders: looksUp } }))).toEqual(told);
    },
  );

  it('is told once, also where nothing was heard behind it because a key waited', async () => {
    const isTold: Code = async (_, app) => {
      await app.play('hello');
      app.blocksFor(70);
      await app.play('short');
      app.blocksFor(10);
      await app.play('short');
    };
    const { gaps } = await runFlow(M({}, { code: { orders: isTold } }), [key('1', 500), key('2', 900), hangsUp(3_500)]);
    expect(gaps).toEqual([70]);
  });

  it('begins anew behind an application, which had the caller', async () => {
    const runs: Code = async (_, app) => {
      await app.play('hello');
      app.blocksFor(40);
      await app.line.channel.exec('Verbose', 'hello');
      app.blocksFor(40);
      await app.play('short');
    };
    expect(await gapsOf(M({}, { code: { orders: runs } }))).toEqual([]);
  });

  it.each([
    [29, ['SF hello K→49 endpos=4000 @500', 'SF ok K→0 @1529']],
    [30, ['SF hello K→49 endpos=4000 @500', 'WD -1→1 @535', 'TOK→token @535', 'SF ok K→0 @1535']],
  ])('of %i ms is held from 30 ms on', async (ms, wire) => {
    expect((await runFlow(worksAWhile(ms), [key('1', 500)])).wire).toEqual(wire);
  });

  it.each([
    [
      'ends before the hold begins is lost',
      key('2', 529, 20),
      ['2'],
      ['WD -1→1 @535', 'TOK→token @535', 'SF ok K→0 @1535'],
    ],
    ['ends in the hold is kept', key('2', 531, 20), [], ['WD -1→50 @531', 'WD -1→1 @536', 'TOK→token @536']],
  ])('in which a tone begins that %s', async (_, pressed, lost, wire) => {
    const run = await runFlow(worksAWhile(31), [key('1', 500), pressed]);
    expect(run.lostKeys).toEqual(lost);
    expect(run.wire).toEqual(['SF hello K→49 endpos=4000 @500', ...wire]);
  });
});
