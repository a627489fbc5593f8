import * as fc from 'fast-check';
import type { CallEndKind } from 'offhook';
import { expect, test } from 'vitest';
import { Census } from './census.js';
import { findBroken } from './invariants.js';
import { drawing, plan } from './plan.js';
import { report } from './report.js';
import { type Evidence, run } from './run.js';

const ENDS = [
  'dialplan',
  'callerHungUp',
  'appHungUp',
  'redirected',
  'connectionLost',
  'error',
  'notFound',
  'refused',
  'drained',
] satisfies CallEndKind[];

const { SEED, SEEDS, SHRUNK, SIMULATION_MS } = process.env;

/** How long it goes on when nobody says how many runs. */
const DEFAULT_MS = 60_000;
/** Runs in which everything is seen that can happen. */
const ENOUGH = 1_500;
const EVERYTHING = [
  ...['hotline', 'company', 'generated'].map((world) => `world ${world}`),
  ...ENDS.map((end) => `ended ${end}`),
  'no call',
  'connection refused',
  'port shut',
  'database fault',
  'log that does not work',
  'message kept',
  'recorded',
  'redirected',
  'connected',
  'threw',
  'value',
  'usedUp',
];

/** Shorter plans that are tried behind a failure. */
const MOST_SHRINKS = 400;

/** Plays the plan of a seed, and when it breaks something looks for the shortest plan that does. */
async function play(seed: number, census: Census, path?: string): Promise<string | undefined> {
  let tries = 0;
  let last: Evidence | undefined;
  const property = fc.asyncProperty(plan, async (drawn) => {
    if (tries++ > MOST_SHRINKS) return;
    const evidence = await run(drawn);
    census.add(evidence);
    const broken = findBroken(evidence);
    if (broken.length === 0) return;
    last = evidence;
    throw new Error(broken[0]?.name);
  });
  const { failed, counterexamplePath } = await fc.check(property, {
    ...drawing(seed),
    ...(path !== undefined && { path }),
  });
  if (!failed || last === undefined) return undefined;
  return report(last, `SEED=${seed} SHRUNK=${counterexamplePath} npm run test:simulation`);
}

/** One seed, as many as are wanted, or as many as fit into the time; new ones each time. */
function* seeds(): Generator<number> {
  const first = SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(SEED);
  if (SEED !== undefined && SEEDS === undefined) yield first;
  else if (SEEDS !== undefined) for (let i = 0; i < Number(SEEDS); i++) yield first + i;
  else {
    const untilMs = performance.now() + Number(SIMULATION_MS ?? DEFAULT_MS);
    for (let seed = first; performance.now() < untilMs; seed++) yield seed;
  }
}

test('whatever callers, network, database, log and operators do, every invariant holds', async () => {
  const played: number[] = [];
  const census = new Census();
  for (const seed of seeds()) {
    played.push(seed);
    const failure = await play(seed, census, SHRUNK);
    if (failure !== undefined) expect.fail(failure);
  }
  console.log(`simulation: ${played.length} runs, seeds ${played[0]} to ${played.at(-1)}\n${census.toString()}`);
  expect(played.length).toBeGreaterThan(0);
  // What does not happen is not tested.
  if (played.length >= ENOUGH) expect(EVERYTHING.filter((what) => !census.seen.has(what))).toEqual([]);
});
