import { expect, test } from 'vitest';
import { tickets as table } from '../src/database/schema.js';
import { Tickets } from '../src/support/tickets.service.js';
import { freshDatabase } from './support/database.js';

test('a recording has one ticket, however often it is asked for', async () => {
  const tickets = new Tickets(await freshDatabase(), () => new Date(0));
  expect([await tickets.open('one'), await tickets.open('one')]).toEqual(['100001', '100001']);
  expect(await tickets.open('other')).not.toBe('100001');
  expect(await tickets.status('100001')).toBe('open');
});

test('a ticket knows when it was opened: now, or when its message was left', async () => {
  const database = await freshDatabase();
  const [now, before] = [new Date(Date.UTC(2026, 0, 5, 9)), new Date(Date.UTC(2026, 0, 5, 8))];
  const tickets = new Tickets(database, () => now);
  await tickets.open('one');
  await tickets.open('other', before);
  // Asked again, it is the ticket it was.
  await tickets.open('one', before);
  const opened = await database.run((tables) =>
    tables.select({ name: table.recording, at: table.openedAt }).from(table).orderBy(table.number),
  );
  expect(opened).toEqual([
    { name: 'one', at: now },
    { name: 'other', at: before },
  ]);
});

test('of thousands of recordings those without a ticket are found', async () => {
  const tickets = new Tickets(await freshDatabase(), () => new Date(0));
  const recordings = Array.from({ length: 2_500 }, (_, i) => `recording ${i}`);
  for (const i of [0, 999, 1_000, 1_500, 2_499]) await tickets.open(recordings[i] ?? '');
  const missing = await tickets.missing(recordings);
  expect(missing).toHaveLength(2_495);
  expect(missing).not.toContain('recording 1500');
  expect(await tickets.missing([])).toEqual([]);
});
