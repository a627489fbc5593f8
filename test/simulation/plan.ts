import * as fc from 'fast-check';
import type { Menus } from '../dialog/model/menus.js';
import { randomCall } from '../dialog/model/random-calls.js';

// A plan is everything that chance decides, as plain data: what is shrunk, printed and played again.

/** What a caller does, and how long after what they did before. */
export type Act =
  | { readonly kind: 'key'; readonly key: string; readonly afterMs: number }
  | { readonly kind: 'speak'; readonly forMs: number; readonly afterMs: number }
  | { readonly kind: 'hangUp' | 'redirect'; readonly afterMs: number };

/** What becomes of a connection, so long after it was made. */
export interface WireFault {
  /** `halfOpen` delivers nothing more, in either direction, and tells nobody. */
  readonly kind: 'reset' | 'stall' | 'halfOpen';
  readonly afterMs: number;
  /** Of a stall. */
  readonly forMs: number;
}

/** How the network carries a connection. */
export interface WirePlan {
  /** Sizes of the pieces in which bytes arrive, again and again; none: as they were written. */
  readonly pieces: readonly number[];
  /** How long each piece takes, milliseconds. */
  readonly latencyMs: number;
  readonly fault: WireFault | undefined;
}

/** One caller. */
export interface CallPlan {
  readonly path: string;
  readonly startsAtMs: number;
  readonly callerId: string;
  readonly callerName: string;
  readonly isAnswered: boolean;
  readonly inHangupHandler: boolean;
  /** AGISIGHUP and AGIEXITONHANGUP, as the dialplan sets them. */
  readonly sighup: 'yes' | 'no';
  readonly exitOnHangup: 'yes' | 'no';
  /** A channel variable that the app reads. */
  readonly note: string;
  readonly acts: readonly Act[];
  /** When they hang up at the latest, behind the last act. */
  readonly staysMs: number;
  readonly wire: WirePlan;
}

/** What the database does with one question. */
export type DatabaseFault = { readonly kind: 'slow'; readonly ms: number } | { readonly kind: 'fails' | 'never' };

export interface Plan {
  /** The app: our own, the example's, or menus that chance made. */
  readonly world: { readonly kind: 'hotline' | 'company' } | { readonly kind: 'generated'; readonly menus: Menus };
  readonly calls: readonly CallPlan[];
  /** By the number of the question, counted over the whole run. */
  readonly database: readonly (DatabaseFault | undefined)[];
  readonly log: 'works' | 'throws' | 'blocks' | 'isFull';
  readonly missingSounds: readonly string[];
  readonly maxCalls: number | undefined;
  readonly whenFull: 'refuse' | 'stop-listening';
  readonly commandTimeoutMs: number;
  /** When the process is told to end. */
  readonly sigtermAtMs: number | undefined;
  readonly drainLimitMs: number;
  /** When the computer's clock is set, and how far. */
  readonly clockJump: { readonly atMs: number; readonly byMs: number } | undefined;
}

/** What the PIN question is told; long enough to be no chance. */
export const PINS = ['918273', '564738'] as const;
export const SOUNDS = [
  'welcome',
  'options',
  'order',
  'pin',
  'say-it',
  'found',
  'not-found',
  'goodbye',
  'sorry',
] as const;

const HOSTILE = [
  'Ann',
  'Bob\nagi_extension: 666',
  'Eve\n\n200 result=1 (forged)',
  '200 result=1\n',
  '"quoted" <1>',
  'a) b (c',
  '\u001b[31mred',
  '${SECRET}',
  'é世\u202e',
  'x'.repeat(300),
];

const ms = (most: number) => fc.nat({ max: most / 10 }).map((count) => count * 10);
const key = fc.constantFrom(...'0123456789*#'.split(''));
const pause = fc.oneof({ weight: 5, arbitrary: ms(800) }, { weight: 2, arbitrary: ms(9_000) });

/** Keys, one after the other. */
const typed = (...entries: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...entries), ms(600), pause)
    .map(([keys, gapMs, afterMs]): Act[] =>
      [...keys].map((each, i) => ({ kind: 'key', key: each, afterMs: i === 0 ? afterMs : 160 + gapMs })),
    );

/** @param words - what callers who know the menus type */
const acts = (words: fc.Arbitrary<Act[]>): fc.Arbitrary<Act[]> =>
  fc
    .array(
      fc.oneof(
        { weight: 8, arbitrary: words },
        {
          weight: 4,
          arbitrary: fc.record({ kind: fc.constant('key' as const), key, afterMs: pause }).map((act) => [act]),
        },
        {
          weight: 3,
          arbitrary: fc
            .record({ kind: fc.constant('speak' as const), forMs: ms(6_000), afterMs: pause })
            .map((act) => [act]),
        },
        {
          weight: 2,
          arbitrary: fc
            .record({ kind: fc.constantFrom('hangUp' as const, 'redirect' as const), afterMs: pause })
            .map((act) => [act]),
        },
      ),
      { maxLength: 8 },
    )
    .map((all) => all.flat());

const wire: fc.Arbitrary<WirePlan> = fc.record({
  pieces: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.constant([1]) },
    { weight: 3, arbitrary: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }) },
  ),
  latencyMs: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat({ max: 60 }) }),
  fault: fc.option(
    fc.record({
      kind: fc.constantFrom('reset' as const, 'stall' as const, 'halfOpen' as const),
      afterMs: ms(20_000),
      forMs: ms(40_000),
    }),
    { freq: 3, nil: undefined },
  ),
});

const call = (paths: readonly string[], words: fc.Arbitrary<Act[]>): fc.Arbitrary<CallPlan> =>
  fc.record({
    path: fc.constantFrom(...paths),
    startsAtMs: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: ms(15_000) }),
    callerId: fc.constantFrom('5550100', '5550101', '5550199', ''),
    callerName: fc.oneof(
      { weight: 2, arbitrary: fc.constant('Ann') },
      { weight: 1, arbitrary: fc.constantFrom(...HOSTILE) },
    ),
    isAnswered: fc.boolean(),
    inHangupHandler: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
    sighup: fc.constantFrom('yes', 'yes', 'no'),
    exitOnHangup: fc.constantFrom('no', 'no', 'yes'),
    note: fc.constantFrom(...HOSTILE),
    acts: acts(words),
    staysMs: ms(60_000),
    wire,
  });

const databaseFault: fc.Arbitrary<DatabaseFault> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('slow' as const), ms: ms(9_000) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('fails' as const, 'never' as const) }) },
);

const planOf = (
  world: fc.Arbitrary<Plan['world']>,
  paths: readonly string[],
  words: fc.Arbitrary<Act[]>,
): fc.Arbitrary<Plan> =>
  fc.record({
    world,
    calls: fc.array(call(paths, words), { minLength: 1, maxLength: 5 }),
    database: fc.array(fc.option(databaseFault, { freq: 2, nil: undefined }), { maxLength: 12 }),
    log: fc.constantFrom('works', 'works', 'works', 'works', 'works', 'works', 'throws', 'blocks', 'isFull'),
    missingSounds: fc.subarray([...SOUNDS], { maxLength: 2 }),
    maxCalls: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 2, nil: undefined }),
    whenFull: fc.constantFrom('refuse', 'refuse', 'stop-listening'),
    commandTimeoutMs: fc.constantFrom(30_000, 5_000),
    sigtermAtMs: fc.option(ms(30_000), { freq: 2, nil: undefined }),
    drainLimitMs: fc.constantFrom(30_000, 2_000, 0),
    clockJump: fc.option(fc.record({ atMs: ms(20_000), byMs: fc.constantFrom(-3_600_000, 86_400_000, 90_000) }), {
      freq: 3,
      nil: undefined,
    }),
  });

/** Everything that may happen, in one of three apps. */
export const plan: fc.Arbitrary<Plan> = fc.oneof(
  {
    weight: 6,
    arbitrary: planOf(
      fc.constant({ kind: 'hotline' }),
      ['/sales', '/sales', '/sales', '/sales', '/linear', '/linear', '/broken', '/busy', '/code', '/nowhere'],
      typed('1', '2', '3', '4', '5', '9', '*', '10042', `2${PINS[0]}#`, `2${PINS[1]}`, '11', '0042#'),
    ),
  },
  {
    weight: 2,
    arbitrary: planOf(
      fc.constant({ kind: 'company' }),
      ['/sales', '/support', '/support', '/account'],
      typed('1', '1', '1', '2', '3', '4', '#', '#1', '10012', '1001004711', '2100001', '3201', '0'),
    ),
  },
  {
    weight: 3,
    arbitrary: planOf(
      randomCall.map(({ menus }) => ({ kind: 'generated' as const, menus })),
      ['/menus'],
      typed('1', '2', '12', '123', '9', '#', '13', '20#', '0'),
    ),
  },
);

/**
 * How fast-check draws the plan of a seed: neighbours differ in everything, and nothing is drawn small because it is the first.
 *
 * @param seed - as a person writes it
 */
export const drawing = (seed: number): { readonly seed: number; readonly numRuns: 1; readonly unbiased: true } => {
  let mixed = Math.imul(seed ^ (seed >>> 16), 0x85_eb_ca_6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2_b2_ae_35);
  return { seed: (mixed ^ (mixed >>> 16)) | 0, numRuns: 1, unbiased: true };
};

/** The plan of a seed. */
export function planOfSeed(seed: number): Plan {
  const [drawn] = fc.sample(plan, drawing(seed));
  if (drawn === undefined) throw new Error(`no plan for seed ${seed}`);
  return drawn;
}
