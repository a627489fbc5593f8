import { heard } from 'offhook/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { DatabaseDown } from '../src/database/database.js';
import { tickets } from '../src/database/schema.js';
import { account, lockedOut } from './scenarios/account.js';
import { sales } from './scenarios/sales.js';
import type { Scenario, Talker } from './scenarios/scenario.js';
import { support } from './scenarios/support.js';
import { openLine } from './support/company.js';
import { freshDatabase } from './support/database.js';

type Line = Awaited<ReturnType<typeof openLine>>;

beforeAll(freshDatabase);

/** Plays a call, and looks at what it left behind. */
async function play(line: Line, { path, setup = {}, dial, talk, sets = [], records = [] }: Scenario): Promise<void> {
  const { protect, discard, pathOf } = line.recordings;
  if (dial !== undefined) line.onDial(...dial);
  const caller = line.dial(path, setup);
  talk(caller);
  await caller;
  expect(caller.events.map(({ kind }) => kind)).toContain('answered');
  for (const variable of sets) expect(caller.transcript).toContain(variable);
  const recorded = caller.events.filter((event) => event.kind === 'recorded');
  expect(protect.mock.calls.map(([name]) => pathOf(name))).toEqual(recorded.map(({ name }) => name));
  expect(recorded.map(({ durationMs }) => Math.round(durationMs / 500) * 500)).toEqual(records);
  const discarded = discard.mock.calls.map(([name]) => pathOf(name));
  const kept = recorded.map(({ name }) => name).filter((name) => !discarded.includes(name));
  const opened = await line.database.run((tables) => tables.select().from(tickets));
  expect(opened.map(({ recording }) => pathOf(recording))).toEqual(kept);
  for (const { openedAt } of opened) expect(line.clock.nowMs() - openedAt.getTime()).toBeLessThan(60_000);
  expect(line.log.filter((said) => /^(?:warn|error) /.test(said))).toEqual([]);
  // The name of a recording may hold any digits.
  const said = [caller.transcript, JSON.stringify([line.journal, caller.variables]), ...line.log]
    .join()
    .replaceAll(/[\da-f-]{36}/g, 'NAME');
  expect(said).not.toMatch(/4711|777\d/);
}

describe.each(Object.entries({ sales, support, account }))('/%s', (_path, scenarios) => {
  test.each(Object.entries(scenarios))('%s', async (_name, scenario) => {
    await using line = await openLine();
    await play(line, scenario);
  });
});

test('a lock outlives the call, and is over after 15 minutes', async () => {
  await using line = await openLine();
  await play(line, account['three wrong PINs lock the account']);
  await play(line, lockedOut);
  line.clock.advance(15 * 60_000);
  await play(line, account['number and PIN lead to the open orders']);
});

test('French is spoken from the first word', async () => {
  await using line = await openLine();
  const caller = line.dial('/sales', { callerId: '5550102' }).hears('hello', heard.spelled('Chloe')).hangsUp();
  await caller;
  const kinds = caller.events.map((event) => (event.kind === 'variable' ? event.name : event.kind));
  expect(kinds.indexOf('CHANNEL(language)')).toBeLessThan(kinds.indexOf('soundStarted'));
  expect(kinds).toContain('CHANNEL(language)');
});

test('a message may take two minutes, and ends after four seconds of silence', async () => {
  await using line = await openLine();
  const caller = line.dial('/support').hears('support/options').presses('1').hears('support/describe', heard.beep);
  await caller.speaks({ forMs: 100_000 }).hears('support/review').hangsUp();
  const [recorded] = caller.events.filter((event) => event.kind === 'recorded');
  expect(recorded?.durationMs).toBeGreaterThan(99_000);
  expect(recorded?.durationMs).toBeLessThan(102_000);
});

test('who presses # in the beep has said nothing', async () => {
  await using line = await openLine();
  const caller = line.dial('/support').hears('support/options').presses('1').hears('support/describe', heard.beep);
  await caller
    .presses('#', { toneMs: 60 })
    .hears('support/review')
    .presses('1')
    .hears('support/not-recorded')
    .hangsUp();
  expect(line.recordings.protect).not.toHaveBeenCalled();
});

test('a recording that cannot be protected is told to those who run the app', async () => {
  await using line = await openLine();
  line.recordings.protect.mockResolvedValue(false);
  const caller = line.dial('/support').hears('support/options').presses('1').hears('support/describe', heard.beep);
  await caller.speaks({ forMs: 2_000 }).presses('#').hears('support/review').hangsUp();
  expect(line.log.join()).toMatch(/warn .*RECORDINGS_SEEN_AT/);
});

test('a mistake of ours is an apology, and no silence', async () => {
  await using line = await openLine({ run: () => Promise.reject(new Error('a mistake')) });
  await line.dial('/sales', { callerId: '5550100' }).hears('company/try-later').ends({ by: 'dialplan' });
});

test('without a database there are apologies, another try, and in the end the operator', async () => {
  await using line = await openLine({ run: () => Promise.reject(new DatabaseDown('gone')) });
  const caller = line.dial('/sales').hears('hello', 'sales/options').presses('1').hears('sales/enter-order');
  await caller.presses('0012').hears('company/try-later', 'sales/enter-order').presses('0012');
  await caller.hears('company/try-later', 'sales/enter-order').presses('0012');
  await caller.hears('company/try-later').ends({ by: 'dialplan', context: 'operators' });
  // Another caller is asked to try again as often.
  const other = line.dial('/sales').hears('hello', 'sales/options').presses('1').hears('sales/enter-order');
  await other.presses('0012').hears('company/try-later', 'sales/enter-order').hangsUp();
});

test('who waits for the database behind a PIN hears that it goes on', async () => {
  const database = await freshDatabase();
  await using line: Line = await openLine({
    run: async (work) => {
      await line.takes(2_000, undefined);
      return database.run(work);
    },
  });
  const caller = line.dial('/account').hears('account/enter-number').presses('100100').hears('account/enter-pin');
  await caller.presses('4711', { masked: true }).hears('company/one-moment', 'account/options').hangsUp();
});

test('a message outlives a database that is away for a moment, and the next message', async () => {
  const database = await freshDatabase();
  let isAway = true;
  await using line = await openLine({
    run: (work) => (isAway ? Promise.reject(new DatabaseDown('gone')) : database.run(work)),
  });
  const describes = (caller: Talker) =>
    caller.presses('1').hears('support/describe', heard.beep).speaks({ forMs: 2_000 }).presses('#');
  const caller = line.dial('/support').hears('support/options');
  describes(caller).hears('support/review').presses('1');
  await caller.hears('company/try-later');
  isAway = false;
  await caller.hears('support/your-ticket', heard.digits('100001'), 'support/options');
  describes(caller).hears('support/review').presses('1').hears('support/your-ticket', heard.digits('100002')).hangsUp();
  await caller;
  expect(line.recordings.discard).not.toHaveBeenCalled();
});
