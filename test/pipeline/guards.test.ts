import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import {
  AgiController,
  Call,
  calledFrom,
  callerList,
  type Guard,
  hangUp,
  OnCall,
  openingHours,
  rateLimit,
  secretArgument,
  UseGuard,
} from 'offhook';
import type { OpeningHoursOptions } from 'offhook/types';
import { createTestPhone, everySound } from 'offhook/testing';

interface Caller {
  readonly number?: string;
  readonly calledNumber?: string;
  readonly context?: string;
  readonly extension?: string;
  readonly args?: readonly string[];
  readonly at?: string | number;
}

const app = {};

/** Asks a guard about a call of which it can see this much. */
function isLetIn(guard: Guard, { number, calledNumber, args = [], at = 0, ...place }: Caller) {
  const { context = 'default', extension = 's' } = place;
  const arg = (position: number) => args[position - 1];
  const request = { calledNumber, context, extension, args, arg };
  return guard.check({ app, caller: { number, name: undefined }, request, now: () => new Date(at) } as unknown as Call);
}

describe('callerList', () => {
  test.each<[string, Parameters<typeof callerList>[0], string | undefined, boolean]>([
    ['denies a number', { deny: ['5550666'] }, '5550666', false],
    ['lets others in', { deny: ['5550666'] }, '5550667', true],
    ['denies a pattern', { deny: ['_900XXXX'] }, '9001234', false],
    ['that must fit as a whole', { deny: ['_900XXXX'] }, '90012345', true],
    ['takes a number with a plus literally', { deny: ['+33612345678'] }, '+33612345678', false],
    ['allows only those named', { allow: ['_555XXXX'] }, '5550100', true],
    ['and nobody else', { allow: ['_555XXXX'] }, '5560100', false],
    ['lets deny win', { allow: ['_555XXXX'], deny: ['5550666'] }, '5550666', false],
    ['lets hidden numbers in', { deny: ['5550666'] }, undefined, true],
    ['but not where numbers are named', { allow: ['_555XXXX'] }, undefined, false],
    ['unless it says so', { allow: ['_555XXXX'], hidden: true }, undefined, true],
    ['or says otherwise', { hidden: false }, undefined, false],
    ['does not read the caller as a pattern', { deny: ['_X.'] }, '_X.', true],
  ])('%s', (_name, options, number, expected) => {
    expect(isLetIn(callerList(options), number === undefined ? {} : { number })).toBe(expected);
  });

  test('refuses a pattern that is none, when it is made', () => {
    expect(() => callerList({ allow: ['_5[9-1]'] })).toThrow(
      /^Option callerList\(\) allow is "_5\[9-1\]", but it is no/,
    );
  });
});

describe('calledFrom', () => {
  test.each<[string, Parameters<typeof calledFrom>[0], Caller, boolean]>([
    ['lets a dialled number in', { calledNumber: ['_08XX', '100'] }, { calledNumber: '0812' }, true],
    ['and no other', { calledNumber: '_08XX' }, { calledNumber: '0912' }, false],
    ['takes the extension where Asterisk says no number', { calledNumber: '100' }, { extension: '100' }, true],
    ['lets a context in', { context: ['office', 'home'] }, { context: 'office' }, true],
    ['and no other', { context: 'office' }, { context: 'trunk' }, false],
    [
      'believes the number before the extension',
      { calledNumber: '100' },
      { calledNumber: '200', extension: '100' },
      false,
    ],
    [
      'wants both, the number too',
      { context: 'office', calledNumber: '100' },
      { context: 'office', extension: '200' },
      false,
    ],
    [
      'lets in what has both',
      { context: 'office', calledNumber: '100' },
      { context: 'office', extension: '100' },
      true,
    ],
    ['wants both', { context: 'office', calledNumber: '100' }, { context: 'trunk', extension: '100' }, false],
  ])('%s', (_name, options, caller, expected) => {
    expect(isLetIn(calledFrom(options), caller)).toBe(expected);
  });

  test('refuses to let everything in', () => {
    expect(() => calledFrom({})).toThrow('without both it lets everything through');
  });
});

describe('rateLimit', () => {
  test('lets each caller in so often in any stretch of time, and counts no refusal', () => {
    const guard = rateLimit({ calls: 2, perMs: 60_000 });
    const ann = (at: number) => isLetIn(guard, { number: '1', at });
    expect([ann(0), ann(30_000), ann(40_000), ann(59_999)]).toEqual([true, true, false, false]);
    expect(isLetIn(guard, { number: '2', at: 40_000 })).toBe(true);
    // The first is a minute ago, the second is not.
    expect([ann(60_000), ann(60_001), ann(90_000)]).toEqual([true, false, true]);
  });

  test('takes all who hide their number for one caller, or asks whom to count', () => {
    const guard = rateLimit({ calls: 1, perMs: 1_000 });
    expect([isLetIn(guard, {}), isLetIn(guard, {})]).toEqual([true, false]);
    const byContext = rateLimit({ calls: 1, perMs: 1_000, by: (call) => call.request.context });
    expect(isLetIn(byContext, { number: '1', context: 'a' })).toBe(true);
    expect(isLetIn(byContext, { number: '2', context: 'a' })).toBe(false);
    expect(isLetIn(byContext, { number: '2', context: 'b' })).toBe(true);
  });

  test('remembers no more callers than it may, those who called last', () => {
    const guard = rateLimit({ calls: 1, perMs: 1_000, remembered: 2 });
    expect(['1', '2', '3'].map((number) => isLetIn(guard, { number }))).toEqual([true, true, true]);
    expect(['2', '3', '1'].map((number) => isLetIn(guard, { number }))).toEqual([false, false, true]);
  });

  test('forgets the one that called longest ago, not the one that called first', () => {
    const guard = rateLimit({ calls: 2, perMs: 1_000, remembered: 2 });
    expect(['1', '2', '1', '3'].map((number) => isLetIn(guard, { number }))).toEqual([true, true, true, true]);
    expect(isLetIn(guard, { number: '1' })).toBe(false);
  });

  test('counts for each app, and each test, of its own, whatever classes they have in common', async () => {
    const limit = rateLimit({ calls: 1, perMs: 60_000 });
    @AgiController('/one')
    @UseGuard(limit, { otherwise: hangUp, say: 'too-often' })
    class OneController {
      constructor(readonly call: Call) {}
      @OnCall({ next: hangUp }) async talk() {
        await this.call.play('welcome');
      }
    }
    @AgiController('/two')
    @UseGuard(limit, { otherwise: hangUp, say: 'too-often' })
    class TwoController extends OneController {}
    const open = () =>
      createTestPhone({ controllers: [OneController, TwoController] }, { sounds: everySound({ durationMs: 500 }) });
    await using first = await open();
    await using second = await open();
    for (const phone of [first, second]) {
      await phone.dial('/one', { callerId: '5550100' }).hears('welcome').ends({ by: 'app' });
      await phone.dial('/two', { callerId: '5550100' }).hears('too-often').ends({ by: 'app' });
    }
  });

  test('keeps no more of a name than tells callers apart', () => {
    const guard = rateLimit({ calls: 1, perMs: 1_000 });
    const endless = '9'.repeat(8_000);
    expect([isLetIn(guard, { number: `${endless}1` }), isLetIn(guard, { number: `${endless}2` })]).toEqual([
      true,
      false,
    ]);
  });

  test.each([
    { calls: 0, perMs: 1 },
    { calls: 1, perMs: 0.5 },
    { calls: 1, perMs: 1, remembered: Number.NaN },
  ])('refuses %o', (options) => {
    expect(() => rateLimit(options)).toThrow('a whole number from 1 is needed');
  });
});

describe('secretArgument', () => {
  const secret = '0123456789abcdef';

  test.each<[string, Parameters<typeof secretArgument>[0], readonly string[], boolean]>([
    ['lets in who knows it', { secret }, [secret], true],
    ['and nobody else', { secret }, [`${secret}x`], false],
    ['nor who says nothing', { secret }, [], false],
    ['where it is said to stand', { secret, position: 2 }, ['a', secret], true],
    ['and not elsewhere', { secret, position: 2 }, [secret, 'a'], false],
    ['takes the old and the new', { secret: ['another-secret-16', secret] }, [secret], true],
  ])('%s', (_name, options, args, expected) => {
    expect(isLetIn(secretArgument(options), { args })).toBe(expected);
  });

  test.each(['short', undefined])('refuses %s for a secret, without showing it', (bad) => {
    expect(() => secretArgument({ secret: bad as string })).toThrow(
      'Option secretArgument() secret is "[masked]", but a text of 16 characters or more is needed.',
    );
  });
});

describe('openingHours', () => {
  const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
  const office: OpeningHoursOptions = {
    zone: 'Europe/Paris',
    open: Object.fromEntries(weekdays.map((day) => [day, ['09:00-12:00', '13:00-18:00'] as const])),
    closedOn: ['12-25', '2026-07-14'],
  };
  const bar: OpeningHoursOptions = { zone: 'Europe/Paris', open: { sat: ['20:00-03:00'] }, closedOn: ['2026-05-03'] };
  const always: OpeningHoursOptions = { zone: 'UTC', open: { mon: ['00:00-24:00'] } };

  test.each<[string, OpeningHoursOptions, string, boolean]>([
    ['in the morning', office, '2026-11-24T09:00:00+01:00', true],
    ['a moment before', office, '2026-11-24T08:59:59+01:00', false],
    ['at lunch', office, '2026-11-24T12:00:00+01:00', false],
    ['in the afternoon, by another clock', office, '2026-11-24T11:59:00-05:00', true],
    ['at the end', office, '2026-11-24T18:00:00+01:00', false],
    ['on Sunday', office, '2026-11-29T10:00:00+01:00', false],
    ['on Christmas of any year', office, '2028-12-25T10:00:00+01:00', false],
    ['on a day of one year', office, '2026-07-14T10:00:00+02:00', false],
    ['on that day of another', office, '2027-07-14T10:00:00+02:00', true],
    ['in summer the hour is another one', office, '2026-07-15T07:00:00Z', true],
    ['than in winter', office, '2026-01-15T07:30:00Z', false],
    ['the day after the clock went forward', office, '2026-03-30T07:00:00Z', true],
    ['the day after it went back', office, '2026-10-26T07:30:00Z', false],
    ['after midnight', bar, '2026-05-10T02:59:00+02:00', true],
    ['not before it, a day early', bar, '2026-05-09T02:00:00+02:00', false],
    ['until it ends', bar, '2026-05-10T03:00:00+02:00', false],
    ['hours that began before a holiday still end', bar, '2026-05-03T01:00:00+02:00', true],
    ['in the night in which the clock goes forward: two o’clock is three', bar, '2026-03-29T01:00:00Z', false],
    ['in the night in which it goes back: the hour comes twice', bar, '2026-10-25T00:30:00Z', true],
    ['and again', bar, '2026-10-25T01:30:00Z', true],
    ['all day', always, '2026-11-23T23:59:59Z', true],
    ['midnight belongs to the next', always, '2026-11-24T00:00:00Z', false],
  ])('%s', (_name, options, at, expected) => {
    expect(isLetIn(openingHours(options), { at })).toBe(expected);
  });

  test.each<[string, object]>([
    ['openingHours() zone is "Paris"', { zone: 'Paris', open: {} }],
    ['openingHours() open is "monday"', { zone: 'UTC', open: { monday: [] } }],
    ['openingHours() open is "9-18"', { zone: 'UTC', open: { mon: ['9-18'] } }],
    ['openingHours() open is "09:00-09:00"', { zone: 'UTC', open: { mon: ['09:00-09:00'] } }],
    ['openingHours() open is "24:00-25:00"', { zone: 'UTC', open: { mon: ['24:00-25:00'] } }],
    ['openingHours() open is "09:00-24:30"', { zone: 'UTC', open: { mon: ['09:00-24:30'] } }],
    ['openingHours() closedOn is "25.12."', { zone: 'UTC', open: {}, closedOn: ['25.12.'] }],
  ])('refuses: %s', (sentence, options) => {
    expect(() => openingHours(options as OpeningHoursOptions)).toThrow(sentence);
  });

  test('goes by the clock of a test phone, and by the environment of the call', async () => {
    @AgiController('/office')
    @UseGuard(secretArgument({ secret: '0123456789abcdef' }), { otherwise: hangUp, say: 'who' })
    @UseGuard(callerList({ deny: ['5550666'] }), { otherwise: hangUp, say: 'not-you' })
    @UseGuard(openingHours(office), { otherwise: hangUp, say: 'closed' })
    class OfficeController {
      constructor(readonly call: Call) {}
      @OnCall({ next: hangUp }) async talk() {
        await this.call.play('welcome');
      }
    }
    const office24 = { controllers: [OfficeController] };
    const unknownSounds = { durationMs: 500 };
    const args = ['0123456789abcdef'];
    await using day = await createTestPhone(office24, { now: '2026-11-24T10:00:00+01:00', unknownSounds });
    await day.dial('/office', { args }).hears('welcome').ends({ by: 'app' });
    await day.dial('/office').hears('who').ends({ by: 'app' });
    await day.dial('/office', { args, callerId: '5550666' }).hears('not-you').ends({ by: 'app' });
    await using night = await createTestPhone(office24, { now: '2026-11-24T20:00:00+01:00', unknownSounds });
    await night.dial('/office', { args }).hears('closed').ends({ by: 'app' });
  });
});

test('every ready guard is exported with the type of its options, and docs/guides/structure.md names it', async () => {
  const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
  const [values, types, guide] = await Promise.all(
    ['src/index.ts', 'src/types.ts', 'docs/guides/structure.md'].map(read),
  );
  const files = await readdir(new URL('../../src/pipeline/guards/', import.meta.url));
  const code = (await Promise.all(files.map((file) => read(`src/pipeline/guards/${file}`)))).join('\n');
  const made = [...code.matchAll(/^export function (\w+)\([^)]*: (\w+)\): Guard/gm)];
  expect(made.length).toBeGreaterThanOrEqual(5);
  for (const [, guard, options] of made) {
    expect(values).toMatch(new RegExp(`\\b${guard}\\b`));
    expect(types).toMatch(new RegExp(`\\b${options}\\b`));
    expect(guide).toContain(`\`${guard}\``);
  }
});
