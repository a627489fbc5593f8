import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { callEngine } from './call-engine.js';
import type { Course, Menu, Sound } from './menus.js';
import { randomCall, type RandomCall } from './random-calls.js';
import { courseOf } from './reference-model.js';

/** `OFFHOOK_MENUS=20000 npx vitest run test/dialog/model` for the long run. */
const CALLS = Number(process.env['OFFHOOK_MENUS'] ?? 300);
const SEED = Number(process.env['OFFHOOK_SEED'] ?? Date.now() % 2 ** 31);

test(
  `random menus go as the reference says (seed ${SEED}, OFFHOOK_SEED repeats it)`,
  { timeout: 60_000 + CALLS * 100 },
  async () => {
    console.info(`${CALLS} random calls, seed ${SEED}`);
    const details = await fc.check(
      fc.asyncProperty(randomCall, async (call) => {
        expect(await engine(call)).toEqual(model(call));
      }),
      { seed: SEED, numRuns: CALLS },
    );
    expect(details.counterexample && (await disagreement(details.counterexample[0]))).toBeNull();
    expect(details.numRuns).toBe(CALLS);
  },
);

// Only entering a menu drops what was typed ahead, and "back: at the root: repeat()".
test('back in the first menu keeps what was typed ahead', async () => {
  const sound = (name: string): Sound => ({ name, lengthMs: 1_000, keys: 'cut' });
  const menu: Menu = {
    name: 'menu',
    greeting: [],
    prompt: [sound('main')],
    reprompt: [sound('main')],
    choices: [{ keys: ['1'], does: { name: 'one', says: sound('said'), next: 'back' } }],
    links: [],
    noInput: [],
    noMatch: [],
    attempts: undefined,
    noInputAttempts: undefined,
    noMatchAttempts: undefined,
    timeoutMs: 5_000,
    interDigitTimeoutMs: 2_000,
    totalTimeoutMs: undefined,
    settleMs: 500,
    terminator: '#',
    typeAhead: false,
    otherwise: 'leave',
  };
  const presses = [
    { key: '1', atMs: 400 },
    { key: '5', atMs: 800 },
  ];
  const call: RandomCall = { menus: [menu], timeline: { presses, hangsUpAtMs: 2_000 } };
  expect(model(call).happened).toEqual(['0 hears main', '400 runs one(1)', '400 hears said', '1300 hears main']);
  expect(await engine(call)).toEqual(model(call));
});

const engine = ({ menus, timeline }: RandomCall): Promise<Course> => callEngine(menus, timeline);

function model({ menus, timeline }: RandomCall): Course {
  const { happened, endedBy } = courseOf(menus, timeline);
  return { happened, endedBy };
}

/** The smallest call that goes two ways, for people. */
async function disagreement(call: RandomCall): Promise<string> {
  const { presses, hangsUpAtMs } = call.timeline;
  const lines = ({ happened, endedBy }: Course) => [...happened, `ended by the ${endedBy}`].join('; ');
  return [
    ...call.menus.map((menu) => JSON.stringify(menu)),
    `keys: ${presses.map(({ key, atMs }) => `${key} @${atMs}`).join(', ')}; hangs up @${hangsUpAtMs}`,
    `engine: ${await engine(call).then(lines, String)}`,
    `model:  ${lines(model(call))}`,
  ].join('\n');
}
