import { heard } from 'offhook/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { DatabaseDown } from '../src/database/database.js';
import { tickets } from '../src/database/schema.js';
import { Messages } from '../src/support/messages.service.js';
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
  const { protect, folder } = line.recordings;
  if (dial !== undefined) line.onDial(...dial);
  const caller = line.dial(path, setup);
  talk(caller);
  await caller;
  expect(caller.events.map(({ kind }) => kind)).toContain('answered');
  for (const variable of sets) expect(caller.transcript).toContain(variable);
  const recorded = caller.events.filter((event) => event.kind === 'recorded');
  expect(protect.mock.calls.map(([name]) => `${folder}/${name}`)).toEqual(recorded.map(({ name }) => name));
  expect(recorded.map(({ durationMs }) => Math.round(durationMs / 500) * 500)).toEqual(records);
  // What was said again lies in the same file.
  const kept = [...new Set(recorded.map(({ name }) => name))];
  const opened = await line.database.run((tables) => tables.select().from(tickets));
  expect(opened.map(({ recording }) => `${folder}/${recording}`)).toEqual(kept);
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

test('a key in the beep skips it and ends no message', async () => {
  await using line = await openLine();
  const caller = line.dial('/support').hears('support/options').presses('1').hears('support/describe', heard.beep);
  await caller.presses('#', { toneMs: 60 }).speaks({ forMs: 2_000 }).presses('#').hears('support/review').hangsUp();
  expect(caller.events.filter(({ kind }) => kind === 'recorded')).toHaveLength(1);
});

test('where Asterisk cannot record, the caller hears so, and those who run the app', async () => {
  await using line = await openLine(undefined, { unwritable: ['/recordings'] });
  const caller = line.dial('/support').hears('support/options').presses('1').hears('support/describe', heard.beep);
  await caller.hears('support/not-recorded', 'support/options').hangsUp();
  expect(line.log.join()).toMatch(/error .*RECORDINGS_FOLDER/);
  expect(await line.database.run((tables) => tables.$count(tickets))).toBe(0);
});

test.each(['beep', 'recording'])('a caller who hangs up in the %s before a word has left no message', async (when) => {
  await using line = await openLine();
  const caller = line.dial('/support').hears('support/options').presses('1').hears('support/describe', heard.beep);
  // A key ends the beep, and the recording begins.
  if (when === 'recording') caller.presses('#', { toneMs: 60 });
  await caller.hangsUp().ends({ by: 'caller' });
  expect(caller.events.filter(({ kind }) => kind === 'recorded')).toHaveLength(when === 'recording' ? 1 : 0);
  expect(await line.database.run((tables) => tables.$count(tickets))).toBe(0);
});

test.each(['sends it', 'hangs up'])(
  'an empty recording replaces the message, and who then %s has left none',
  async (then) => {
    await using line = await openLine();
    const caller = line.dial('/support').hears('support/options').presses('1').hears('support/describe', heard.beep);
    caller.speaks({ forMs: 5_000 }).presses('#').hears('support/review').presses('3');
    caller.hears('support/describe', heard.beep).presses('#', { toneMs: 60 }).presses('#').hears('support/review');
    if (then === 'sends it') caller.presses('1').hears('support/not-recorded', 'support/options');
    await caller.hangsUp().ends({ by: 'caller' });
    const recorded = caller.events.filter((event) => event.kind === 'recorded');
    expect(recorded.map(({ durationMs }) => Math.sign(durationMs))).toEqual([1, 0]);
    expect(await line.database.run((tables) => tables.$count(tickets))).toBe(0);
  },
);

test('a message that Asterisk cannot write does not get the ticket of the message before it', async () => {
  const unwritable: string[] = [];
  await using line = await openLine(undefined, { unwritable });
  const caller = line.dial('/support').hears('support/options').presses('1').hears('support/describe', heard.beep);
  caller.speaks({ forMs: 2_000 }).presses('#').hears('support/review').presses('1');
  await caller.hears('support/your-ticket', heard.digits('100001'), 'support/options');
  unwritable.push('/recordings');
  caller.presses('1').hears('support/describe', heard.beep);
  await caller.hears('support/not-recorded', 'support/options').hangsUp();
  expect(await line.database.run((tables) => tables.$count(tickets))).toBe(1);
});

test('a recording that cannot be protected is told to those who run the app', async () => {
  await using line = await openLine();
  line.recordings.protect.mockResolvedValue(false);
  const caller = line.dial('/support').hears('support/options').presses('1').hears('support/describe', heard.beep);
  await caller.speaks({ forMs: 2_000 }).presses('#').hears('support/review');
  // Before the review: a process that dies in it has protected what it could.
  expect(line.log.join()).toMatch(/warn .*RECORDINGS_SEEN_AT/);
  await caller.hangsUp().ends({ by: 'caller' });
  expect(await line.database.run((tables) => tables.$count(tickets))).toBe(1);
});

test('a mistake of ours is an apology, and no silence', async () => {
  await using line = await openLine({ run: () => Promise.reject(new Error('a mistake')) });
  await line
    .dial('/sales', { callerId: '5550100' })
    .hears('company/try-later')
    .ends({ by: 'dialplan', error: /a mistake/ });
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
});

test('a message that is left without a database gets its ticket when the database is back', async () => {
  const database = await freshDatabase();
  let isAway = false;
  let asked = 0;
  await using line = await openLine({
    run: (work) => (isAway ? (asked++, Promise.reject(new DatabaseDown('gone'))) : database.run(work)),
  });
  const leaves = (caller: Talker) =>
    caller
      .hears('support/options')
      .presses('1')
      .hears('support/describe', heard.beep)
      .speaks({ forMs: 2_000 })
      .presses('#')
      .hears('support/review');
  isAway = true;
  const first = line.dial('/support');
  leaves(first);
  await first.hangsUp().ends({ by: 'caller' });
  expect(asked).toBe(1);
  const second = line.dial('/support');
  leaves(second);
  second.presses('1').hears('company/try-later', 'company/try-later', 'company/try-later');
  await second.ends({ by: 'dialplan', context: 'operators' });
  // Nobody waits for a fourth try on the way to the operator.
  expect(asked).toBe(4);
  const complaints = () => line.log.filter((said) => said.includes('messages wait for their tickets'));
  const messages = line.get(Messages);
  await messages.catchUp();
  await messages.catchUp();
  expect(complaints()).toHaveLength(1);
  isAway = false;
  await messages.catchUp();
  const opened = await database.run((tables) => tables.select().from(tickets));
  const left = [first, second].flatMap(({ events }) => events.filter((event) => event.kind === 'recorded'));
  expect(opened.map(({ recording }) => `/recordings/${recording}`)).toEqual(left.map(({ name }) => name));
  for (const [i, { openedAt }] of opened.entries()) {
    expect(Math.abs(openedAt.getTime() - line.clock.nowMs())).toBeLessThan(120_000);
    expect(openedAt.getTime()).toBeGreaterThan(i === 0 ? 0 : (opened[0]?.openedAt.getTime() ?? 0));
  }
  isAway = true;
  await messages.catchUp();
  expect(complaints()).toHaveLength(1);
  // A database that is away again is a new trouble.
  const third = line.dial('/support');
  leaves(third);
  await third.hangsUp().ends({ by: 'caller' });
  expect(complaints()).toHaveLength(2);
});

test('a mistake of ours in the middle of sending loses no message', async () => {
  const database = await freshDatabase();
  let isBroken = true;
  await using line = await openLine({
    run: (work) => (isBroken ? Promise.reject(new Error('a mistake')) : database.run(work)),
  });
  const caller = line.dial('/support').hears('support/options').presses('1').hears('support/describe', heard.beep);
  await caller
    .speaks({ forMs: 2_000 })
    .presses('#')
    .hears('support/review')
    .presses('1')
    .hears('company/try-later')
    .ends({ by: 'dialplan', error: /a mistake/ });
  isBroken = false;
  await line.get(Messages).catchUp();
  expect(await database.run((tables) => tables.$count(tickets))).toBe(1);
});
