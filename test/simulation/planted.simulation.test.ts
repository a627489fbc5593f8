import { describe, expect, test } from 'vitest';
import { INVARIANTS } from './invariants.js';
import { planOfSeed } from './plan.js';
import { PLANTED } from './planted.js';

/** What breaks when a run throws. */
const ITS_END = 'the run comes to its end';

/** The simulation with one fault in the app; the first is number 1. */
async function simulationWith(number: number) {
  const { findBroken } = (await import(
    /* @vite-ignore */ `./invariants.js?planted=${number}`
  )) as typeof import('./invariants.js');
  const { run } = (await import(/* @vite-ignore */ `./run.js?planted=${number}`)) as typeof import('./run.js');
  return async (seed: number) => {
    try {
      return findBroken(await run(planOfSeed(seed))).map(({ name }) => name);
    } catch (error) {
      return [`${ITS_END}: ${String(error)}`];
    }
  };
}

describe.each(PLANTED.map((planted, i) => ({ ...planted, number: i + 1 })))('$name', ({ number, breaks, seed }) => {
  test(`is found by seed ${seed}`, async () => {
    const found = await (await simulationWith(number))(seed);
    expect(found.find((name) => name.startsWith(breaks))).toBeDefined();
    expect(await (await simulationWith(0))(seed)).toEqual([]);
  });
});

test('each invariant has a fault that breaks it', () => {
  const without = INVARIANTS.filter(({ name }) => !PLANTED.some(({ breaks }) => name.startsWith(breaks)));
  expect(without.map(({ name }) => name)).toEqual([]);
});
