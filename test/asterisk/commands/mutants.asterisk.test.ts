import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import * as table from '../../../src/core/commands/index.js';
import { checksOf } from './all-checks.js';
import { type RowName, run } from './check.js';
import { startLabs } from './labs.js';
import { type Mutant, mutantsOf, whileDecoding } from './mutants.js';

const names = (process.env.MUTANTS_OF?.split(',') ?? Object.keys(table)) as RowName[];
/** Those that change nothing: only a hold is interrupted, and it looks at the key alone. */
const EQUIVALENT = ['waitForDigit kind=interrupted.kind'];
const LONGEST_MS = 20_000;

// Proves that the checks can fail. Five minutes, so not with the others: MUTANTS=1 npm run test:asterisk -- mutants
describe('a row that reads its answers wrong is found by its checks', () => {
  let labs: Awaited<ReturnType<typeof startLabs>>;

  beforeAll(async () => {
    labs = await startLabs(22);
  });
  afterAll(async () => {
    await labs?.stop();
  });

  /** Runs the checks of a row all at once; returns how many failed. */
  async function failuresOf(name: RowName): Promise<number> {
    const { verb, sentAs = verb } = table[name];
    const tooLong = async () => {
      await pause(LONGEST_MS);
      throw new Error('too long');
    };
    const ends = await Promise.allSettled(
      checksOf(name).map((check) => Promise.race([run(labs, sentAs, check), tooLong()])),
    );
    return ends.filter(({ status }) => status === 'rejected').length;
  }

  it.each(names)('%s', { timeout: 600_000 }, async (name) => {
    const mutants = new Map<string, Mutant>();
    const noMutant = (outcome: Parameters<typeof mutantsOf>[0]) => {
      for (const mutant of mutantsOf(outcome)) mutants.set(mutant.what, mutant);
      return outcome;
    };
    expect(await whileDecoding(name, noMutant, () => failuresOf(name))).toBe(0);

    const survivors: string[] = [];
    for (const { what, alter } of mutants.values()) {
      if ((await whileDecoding(name, alter, () => failuresOf(name))) === 0) survivors.push(`${name} ${what}`);
    }
    console.log(`${name}: ${mutants.size} mutants (${[...mutants.keys()].join(', ')})`);
    expect(mutants.size).toBeGreaterThan(0);
    expect(survivors.filter((what) => !EQUIVALENT.includes(what))).toEqual([]);
  });
});
