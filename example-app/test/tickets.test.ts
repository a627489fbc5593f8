import { expect, test } from 'vitest';
import { Tickets } from '../src/support/tickets.service.js';
import { freshDatabase } from './support/database.js';

test('a recording has one ticket, however often it is asked for', async () => {
  const tickets = new Tickets(await freshDatabase(), () => new Date(0));
  expect([await tickets.open('one'), await tickets.open('one')]).toEqual(['100001', '100001']);
  expect(await tickets.open('other')).not.toBe('100001');
  expect(await tickets.status('100001')).toBe('open');
});
