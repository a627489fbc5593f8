import { beforeEach, expect, test } from 'vitest';
import { Orders } from '../src/sales/orders.service.js';
import { freshDatabase } from './support/database.js';

const ANN = 1;
let service: Orders;

const statusOf = async (number: string) => (await service.status(number))?.status;

beforeEach(async () => {
  service = new Orders(await freshDatabase());
});

test('an open order is cancelled once, and is open no more', async () => {
  expect((await service.openOf(ANN)).map(({ number }) => number)).toEqual(['1234']);
  expect([await service.cancel(ANN, '1234'), await service.cancel(ANN, '1234')]).toEqual([true, false]);
  expect(await service.openOf(ANN)).toEqual([]);
  expect(await statusOf('1234')).toBe('cancelled');
});

test('neither a shipped order nor that of another customer is cancelled', async () => {
  expect([await service.cancel(ANN, '0012'), await service.cancel(ANN, '2345')]).toEqual([false, false]);
  expect([await statusOf('0012'), await statusOf('2345')]).toEqual(['shipped', 'open']);
});
