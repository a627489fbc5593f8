import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import * as table from '../../../src/core/commands/index.js';
import { askedReleases } from '../support/install.js';
import { checks, checksOf } from './all-checks.js';
import { check, OUTCOMES, type RowName, run } from './check.js';
import { differences } from './differences.js';
import { startLabs } from './labs.js';

const rows = Object.entries(table) as [RowName, (typeof table)[RowName]][];

it.each(rows)('%s is checked in each of its outcomes, or there is a reason why not', (name) => {
  expect(OUTCOMES.filter((outcome) => checks[name]?.[outcome] === undefined)).toEqual([]);
  expect(checksOf(name)).not.toEqual([]);
});

describe.each(askedReleases())('on Asterisk %i', (release) => {
  let labs: Awaited<ReturnType<typeof startLabs>>;

  beforeAll(async () => {
    labs = await startLabs(release);
  });
  afterAll(async () => {
    await labs?.stop();
  });

  describe.concurrent.each(rows)('%s', (name, { verb, sentAs = verb }) => {
    for (const one of checksOf(name)) {
      const { differsOn16, isStuckAtTimes = false } = one.options;
      const retry = isStuckAtTimes ? { count: 1, condition: /timed out/ } : 0;
      // What Asterisk 16 does instead is a row of `differences`, which runs below.
      it.skipIf(release === 16 && differsOn16 !== undefined)(one.says, { retry }, () => run(labs, sentAs, one));
    }
  });

  describe.concurrent.each(differences)('in $about', ({ on22, on16 }) => {
    const { says, show } = release === 16 ? on16 : on22;
    it(says, () => run(labs, '', check(says, show)));
  });

  it('went well in every call, and both instances still run', () => {
    for (const lab of [labs.speaking, labs.mute]) {
      expect(lab.errors).toEqual([]);
      expect(lab.asterisk.isRunning).toBe(true);
    }
  });
});

it('names only differences of Asterisk 16 that are known', () => {
  const named = rows.flatMap(([name]) => checksOf(name).flatMap(({ options }) => options.differsOn16 ?? []));
  expect(named.filter((name) => !differences.some(({ about }) => about === name))).toEqual([]);
});
