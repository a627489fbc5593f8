import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Key } from '../../../src/dialog/keys.js';
import { go } from '../../../src/dialog/step.js';
import { choices, flowOf, menuPart } from '../../dialog/support/flow.js';
import type { TestFlow } from '../../dialog/support/test-flow.js';
import { runFlowOn } from '../../dialog/support/run-flow.js';
import { type Deed, hangsUp, key, keys, type Timeline } from '../../dialog/support/timeline.js';
import { Random } from '../cuts/random.js';
import { DialogLab } from './support/dialog-lab.js';

// A key is lost when Asterisk hears nothing of it while no command listens. Each test says what was pressed and what was taken.

const SEED = Number(process.env.KEYS_SEED ?? Math.floor(Math.random() * 2 ** 31));
const KEYS = '0123456789*#';
/** The least that Asterisk plays. */
const TONE_MS = 100;
/** Between the end of a tone and the beginning of the next: longer than what Asterisk needs to give one again. */
const APART_MS = 150;

/** A menu of four sounds in which every key is a choice, and whose handler returns nothing: it is said again. */
const everyKey = (slow?: (random: Random) => number, random = new Random(SEED)): TestFlow =>
  flowOf(
    [
      menuPart({
        name: 'main',
        prompt: ['x', 'y', 'ok', 'bad'],
        attempts: undefined,
        choices: choices(Object.fromEntries(Array.from(KEYS, (each) => [each, 'taken']))),
      }),
    ],
    { code: { taken: async (_, app) => (slow === undefined ? undefined : app.takes(slow(random))) } },
  );

/** Three menus, one behind the other, round and round. */
const threeMenus = (): TestFlow => {
  const next = ['second', 'third', 'first'];
  const [first, second, third] = ['first', 'second', 'third'].map((name, i) =>
    menuPart({ name, prompt: ['x', 'y'], attempts: undefined, choices: choices(allTo(next[i] ?? '')) }),
  );
  if (first === undefined || second === undefined || third === undefined) throw new Error('three were made');
  return flowOf([first, second, third], {
    code: Object.fromEntries(next.map((name) => [`to ${name}`, () => go(name)])),
  });
};

const allTo = (name: string) => Object.fromEntries(Array.from(KEYS, (each) => [each, `to ${name}`]));

function randomKeys(count: number, random: Random, longestPauseMs: number): Deed[] {
  const deeds: Deed[] = [];
  let atMs = 300;
  for (let i = 0; i < count; i++) {
    const toneMs = Math.round(random.between(TONE_MS, 200));
    atMs += Math.round(random.between(APART_MS, longestPauseMs)) + toneMs;
    deeds.push(key(random.oneOf(Array.from(KEYS)) as Key, atMs, toneMs));
  }
  return deeds;
}

/** The caller waits a moment, then leaves. */
const leavesAfter = (deeds: Timeline, ms: number): Timeline => [...deeds, hangsUp((deeds.at(-1)?.atMs ?? 0) + ms)];

const pressed = (timeline: Timeline) => timeline.map((deed) => ('key' in deed ? deed.key : '')).join('');

describe(`no key is lost and none counts twice (KEYS_SEED=${SEED})`, () => {
  let lab: DialogLab;
  beforeAll(async () => {
    lab = await DialogLab.start();
  });
  afterAll(() => lab?.stop());

  /** Takes calls through a flow, side by side. @returns what was taken in each, and the gaps between its commands, milliseconds */
  async function take(flow: () => TestFlow, timelines: readonly Timeline[], delayMs: number) {
    return Promise.all(
      timelines.map(async (timeline) => {
        const line = await lab.line({ delayMs });
        const { handlers } = await runFlowOn(line, flow(), timeline);
        await line.ended;
        const gapsMs = line.events.flatMap((event, i) => {
          const before = line.events[i - 1];
          return event.kind === 'command' && before?.kind === 'reply' ? [event.atMs - before.atMs] : [];
        });
        return { pressed: pressed(timeline), taken: handlers.map(([, input]) => String(input)).join(''), gapsMs, line };
      }),
    );
  }

  function judge(what: string, calls: Awaited<ReturnType<typeof take>>): void {
    const gapsMs = calls.flatMap((call) => call.gapsMs).toSorted((a, b) => a - b);
    const at = (share: number) => Math.round(gapsMs[Math.ceil(gapsMs.length * share) - 1] ?? 0);
    const count = calls.reduce((sum, call) => sum + call.pressed.length, 0);
    const taken = calls.reduce((sum, call) => sum + call.taken.length, 0);
    console.log(
      `${what}: ${count} keys pressed, ${taken} taken; gaps p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms`,
    );
    for (const call of calls) expect(call.taken).toBe(call.pressed);
  }

  it(
    '504 keys at random moments over four sounds, with 0, 20 and 60 ms between the commands',
    { timeout: 240_000 },
    async () => {
      const timelines = (salt: number) =>
        Array.from({ length: 6 }, (_, i) => leavesAfter(randomKeys(84, new Random(SEED + salt + i), 800), 1_500));
      const [none, some, much] = await Promise.all([
        take(everyKey, timelines(0), 0),
        take(everyKey, timelines(100), 20),
        take(everyKey, timelines(200), 60),
      ]);
      judge('0 ms', none);
      judge('20 ms', some);
      judge('60 ms', much);
    },
  );

  it('keys typed ahead through three menus', { timeout: 60_000 }, async () => {
    const random = new Random(SEED + 1_000);
    const bursts = () =>
      Array.from({ length: 4 }, (_, i) =>
        keys(
          Array.from({ length: 3 }, () => random.oneOf(Array.from(KEYS))).join(''),
          800 + 2_500 * i + Math.round(random.between(0, 900)),
          250,
        ),
      ).flat();
    judge(
      'three menus',
      await take(
        threeMenus,
        Array.from({ length: 12 }, () => leavesAfter(bursts(), 1_500)),
        20,
      ),
    );
  });

  it('keys during a look-up that takes up to two seconds', { timeout: 120_000 }, async () => {
    const slow = () => everyKey((random) => random.between(0, 2_000), new Random(SEED + 2_000));
    // Slower than the look-ups on the average, so that no key is older than the ten seconds after which it is forgotten.
    const timelines = Array.from({ length: 12 }, (_, i) =>
      leavesAfter(randomKeys(20, new Random(SEED + 3_000 + i), 2_400), 12_000),
    );
    judge('look-ups', await take(slow, timelines, 0));
  });

  it('a tone that begins in one command and ends in the gap to the next', { timeout: 60_000 }, async () => {
    const delayMs = 60;
    const SOUND_MS = 1_000;
    // The first command leaves after the delay, and its answer is followed by the next gap.
    const gapFromMs = delayMs + SOUND_MS;
    const timelines = Array.from({ length: 24 }, (_, i) => leavesAfter([key('7', gapFromMs + 10 + 2 * i)], 1_500));
    const calls = await take(everyKey, timelines, delayMs);
    const inGap = calls.filter(({ line }) => line.didKeyEndInGap).length;
    console.log(`${inGap} of ${calls.length} tones ended in a gap`);
    expect(inGap).toBeGreaterThan(calls.length / 2);
    judge('across a gap', calls);
  });
});
