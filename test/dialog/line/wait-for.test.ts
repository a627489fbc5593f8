import { getEventListeners } from 'node:events';

import { describe, expect, it, test } from 'vitest';

import { say } from '../../../src/dialog/say.js';
import { leave } from '../../../src/dialog/step.js';
import { fillerFiles, type WaitContext, waitFor, type WaitOptions } from '../../../src/dialog/line/wait-for.js';
import type { TestApp } from '../support/test-flow.js';
import { M } from '../support/flows.js';
import { HUNG_UP, scenario } from '../support/scenario.js';
import { hangsUp, key } from '../support/timeline.js';

/** Refused before anybody is asked to wait. */
const NOBODY = { signal: new AbortController().signal } as WaitContext;
const orders = [['orders', '1']] as const;

/** M, whose choice 1 waits for work; what came of it is the last of `results`. */
const waiting = (work: (app: TestApp, signal: AbortSignal) => Promise<unknown>, options: WaitOptions) => {
  const results: unknown[] = [];
  const wait = (app: TestApp) => app.waitFor((signal) => work(app, signal), options);
  const code = async (_: unknown, app: TestApp) => {
    results.push(await wait(app).catch((error: unknown) => ({ thrown: error })));
    await app.play('ok');
    return leave();
  };
  return { flow: M({}, { code: { orders: code } }), results };
};

/** Somebody who waits at once for whatever is to be waited for. */
const waiter = (signal: AbortSignal) =>
  ({
    signal,
    conversation: {
      wait: async (work: () => Promise<unknown>) => ({ kind: 'done', value: await work() }),
    },
  }) as unknown as WaitContext;

describe('the signal of work', () => {
  test.each([{}, { limitMs: 5_000 }])('is not aborted when the work is done, with %j', async (options) => {
    const call = new AbortController();
    let given: AbortSignal | undefined;
    await waitFor(async (signal) => void (given = signal), options as { limitMs: number }, waiter(call.signal));
    expect(given?.aborted).toBe(false);
    // What it has begun, a body that streams, ends with the call.
    call.abort(new Error('hung up'));
    expect(given?.reason).toEqual(new Error('hung up'));
  });

  test('leaves no listener at the call, however long work that nobody waits for goes on', async () => {
    const call = new AbortController();
    const forEver = () => new Promise<never>(() => {});
    for (let i = 0; i < 20; i++) {
      const leaving = Object.assign(waiter(call.signal), {
        conversation: { wait: async (work: () => Promise<unknown>) => (void work(), { kind: 'tooLong' }) },
      });
      await waitFor(forEver, { limitMs: 1 }, leaving as unknown as WaitContext);
    }
    expect(getEventListeners(call.signal, 'abort')).toHaveLength(0);
  });
});

describe('waiting for work', () => {
  const quick = waiting((app) => app.takes(10, 'found'), { filler: 'wait1' });
  scenario('that is quick costs nothing', {
    ...quick,
    caller: [key('1', 500)],
    wire: ['SF hello K→49 endpos=4000 @500', 'SF ok K→0 @1510'],
    handlers: orders,
    also: () => expect(quick.results.slice(-1)).toEqual(['found']),
  });

  const slow = waiting((app) => app.takes(3_000, 'found'), { filler: 'wait1' });
  scenario('lets the caller hear the filler after a second and a half', {
    ...slow,
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
    also: () => expect(slow.results.slice(-1)).toEqual(['found']),
  });

  const inTime = waiting((app) => app.takes(100, 'found'), { limitMs: 5_000 });
  scenario('with a limit tells whether it was in time', {
    ...inTime,
    caller: [key('1', 500)],
    wire: ['SF hello K→49 endpos=4000 @500', 'WD -1→1 @600', 'TOK→token @600', 'SF ok K→0 @1600'],
    handlers: orders,
    also: () => expect(inTime.results.slice(-1)).toEqual([{ kind: 'done', value: 'found' }]),
  });

  let signalOfWork: AbortSignal | undefined;
  const tooLong = waiting(
    (app, signal) => ((signalOfWork = signal), app.takes(60_000).then(() => Promise.reject(new Error('nobody waits')))),
    { fillerAfterMs: 1_000, filler: 'wait1', music: 'jazz', limitMs: 5_000 },
  );
  scenario('gives it up at the limit, and tells it so', {
    ...tooLong,
    caller: [key('1', 500)],
    wire: [
      'SF hello K→49 endpos=4000 @500',
      'WD -1→1 @1500',
      'TOK→token @1500',
      'SF wait1 K→0 @4000',
      'SET MUSIC ON jazz→0 @4000',
      'WD -1→1 @5500',
      'TOK→token @5500',
      'SET MUSIC OFF→0 @5500',
      'SF ok K→0 @6500',
    ],
    handlers: orders,
    also: () => {
      expect(tooLong.results.slice(-1)).toEqual([{ kind: 'tooLong' }]);
      expect(signalOfWork?.reason).toMatchObject({ name: 'TimeoutError' });
    },
  });

  const broken = new Error('no database');
  const throwing = waiting((app) => app.takes(100).then(() => Promise.reject(broken)), { filler: 'wait1' });
  scenario('throws what the work throws', {
    ...throwing,
    caller: [key('1', 500)],
    wire: ['SF hello K→49 endpos=4000 @500', 'WD -1→1 @600', 'TOK→token @600', 'SF ok K→0 @1600'],
    handlers: orders,
    also: () => expect(throwing.results.slice(-1)).toEqual([{ thrown: broken }]),
  });

  let seen: AbortSignal | undefined;
  const left = waiting((_, signal) => ((seen = signal), new Promise(() => {})), { filler: 'wait1' });
  scenario('ends with the call', {
    ...left,
    caller: [key('1', 500), hangsUp(2_500)],
    wire: [
      'SF hello K→49 endpos=4000 @500',
      'WD -1→1 @2000',
      'TOK→token @2000',
      'SF wait1 K→-1 endpos=4000 @2500',
      'HANGUP @2500',
    ],
    handlers: orders,
    end: HUNG_UP,
    also: () => {
      expect(left.results.slice(-1)).toMatchObject([{ thrown: { code: 'AGI_HANG_UP' } }]);
      expect(seen?.aborted).toBe(true);
    },
  });

  const twice = waiting(
    async (app) => [
      await app.waitFor(() => app.takes(2_000, 'a'), { filler: 'wait1' }),
      await app.waitFor(() => app.takes(2_000, 'b'), { fillerAfterMs: 500, filler: 'x' }),
    ],
    { fillerAfterMs: 60_000 },
  );
  scenario('in waiting for work has a filler of its own', {
    ...twice,
    caller: [key('1', 500)],
    wire: [
      'SF hello K→49 endpos=4000 @500',
      'WD -1→1 @2000',
      'TOK→token @2000',
      'SF wait1 K→[nothing] @2500',
      'TOK→token @2500',
      'WD -1→1 @3000',
      'TOK→token @3000',
      'SF x K→0 @4000',
      'WD -1→1 @4500',
      'TOK→token @4500',
      'SF ok K→0 @5500',
    ],
    handlers: orders,
    also: () => expect(twice.results.slice(-1)).toEqual([['a', 'b']]),
  });

  const missing = waiting((app) => app.takes(3_000), { filler: 'nowhere' });
  scenario('tells a filler that is missing', {
    ...missing,
    caller: [key('1', 500)],
    wire: [
      'SF hello K→49 endpos=4000 @500',
      'WD -1→1 @2000',
      'TOK→token @2000',
      'SF nowhere K→-1 endpos=0 @2000',
      'ST→6 @2000',
      'WD -1→1 @3500',
      'TOK→token @3500',
      'SF ok K→0 @4500',
    ],
    handlers: orders,
    also: (run) => expect(run.missing).toEqual(['nowhere']),
  });
});

describe('what cannot be heard, or is no time', () => {
  test.each<[WaitOptions, string]>([
    [{ filler: 'a\nb' }, 'call.waitFor(): "a\\x0ab" cannot be the name of a sound file:'],
    [{ music: 'jazz\nHANGUP' }, 'call.waitFor(): music is "jazz\\x0aHANGUP", but a line feed cannot be sent'],
    [{ limitMs: Number.NaN }, 'call.waitFor(): limitMs is "NaN", but milliseconds from 0 are needed.'],
    [{ fillerAfterMs: -1 }, 'call.waitFor(): fillerAfterMs is "-1", but milliseconds from 0 are needed.'],
  ])('%j is refused before the work begins', async (options, sentence) => {
    const refused = waitFor(() => Promise.reject(new Error('it began')), options, NOBODY);
    await expect(refused).rejects.toThrow(sentence);
  });
});

test('no time at all is a time', async () => {
  const refused = waitFor(() => Promise.resolve(), { limitMs: 0, fillerAfterMs: 0, music: 'a\nb' }, NOBODY);
  await expect(refused).rejects.toThrow('call.waitFor(): music is "a\\x0ab"');
});

describe('a filler', () => {
  it('is made of files', () => {
    expect(fillerFiles(['a', ['b']], 'here')).toEqual(['a', 'b']);
    expect(() => fillerFiles(['a', say.number(4)], 'here')).toThrow(
      'here: filler is "number", but only sound files can be cut when the work is done',
    );
  });
});
