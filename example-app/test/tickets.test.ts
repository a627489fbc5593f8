import { expect, test } from 'vitest';
import { Tickets } from '../src/support/tickets.service.js';
import { freshDatabase } from './support/database.js';

test('a recording has one ticket, however often it is asked for', async () => {
  const tickets = new Tickets(await freshDatabase(), () => new Date(0));
  expect([await tickets.open('one'), await tickets.open('one')]).toEqual(['100001', '100001']);
  expect(await tickets.open('other')).not.toBe('100001');
  expect(await tickets.status('100001')).toBe('open');
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
