import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { askedReleases } from '../support/install.js';
import { LiveCalls } from './support/live-calls.js';

describe.each(askedReleases())('AstDB of Asterisk %i', (release) => {
  let live: LiveCalls;
  beforeAll(async () => {
    live = await LiveCalls.start({ release });
  });
  afterAll(() => live?.stop());

  const rows = () => live.asterisk.cli('database show');

  test('a family is removed with those that differ by the case of their letters alone', async () => {
    await live.value(async (c) => {
      for (const family of ['fam1', 'FAM1', 'fam12', 'xfam1']) await c.databasePut(family, 'ann', 'x');
      await c.databaseDelTree('fam1');
    });
    expect(await rows()).not.toMatch(/^\/(?:fam1|FAM1)\//m);
    expect(await rows()).toMatch(/^\/fam12\/ann[^]*^\/xfam1\/ann/m);
  });

  test('it is emptied by a method of its own alone', async () => {
    const removed = await live.value(async (c) => {
      await c.databasePut('a', 'b', 'x');
      return [await c.databaseClear(), await c.databaseClear()];
    });
    expect(removed).toEqual([true, false]);
    expect(await rows()).toMatch(/^0 results found/m);
  });
});
