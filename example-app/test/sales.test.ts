import { provide } from 'offhook';
import { createTestPhone, heard, soundFolder, joinSounds, CORE_SOUNDS } from 'offhook/testing';
import { expect, test, vi } from 'vitest';
import { parts } from '../src/app.js';
import { type Order, SalesService } from '../src/sales/sales.service.js';

const sounds = joinSounds(CORE_SOUNDS, soundFolder(new URL('../sounds', import.meta.url).pathname));
const order = vi.fn(async (number: string): Promise<Order | undefined> =>
  number === '0012' ? { number, status: 'shipped' } : undefined,
);
const customerByPhone = vi.fn(async (phone: string) => (phone === '5550100' ? { firstName: 'Ann' } : undefined));
const testLine = () =>
  createTestPhone(parts, { sounds, providers: [provide(SalesService).withValue({ order, customerByPhone })] });

test('a customer is greeted by name, and Asterisk is told', async () => {
  await using line = await testLine();
  const caller = line.dial('/sales', { callerId: '5550100' });
  await caller.hears('hello', heard.spelled('Ann'), 'sales/options').hangsUp().ends({ by: 'caller' });
  expect(caller.transcript).toContain('CALLERID(name)=Ann');
});

test('order 0012 stays text and is said digit by digit', async () => {
  await using line = await testLine();
  await line
    .dial('/sales')
    .hears('hello', 'sales/options')
    .presses('1')
    .hears('sales/enter-order')
    .presses('0012')
    .hears('sales/order', heard.digits('0012'), 'sales/is-shipped', 'sales/options')
    .hangsUp()
    .ends({ by: 'caller' });
  expect(order).toHaveBeenLastCalledWith('0012', expect.anything());
});

test('an unknown order is not found, and the menu comes again', async () => {
  await using line = await testLine();
  await line
    .dial('/sales')
    .hears('hello', 'sales/options')
    .presses('1')
    .hears('sales/enter-order')
    .presses('9999')
    .hears('sales/no-such-order', 'sales/options')
    .hangsUp()
    .ends({ by: 'caller' });
});

test('keys typed ahead cut everything short', async () => {
  await using line = await testLine();
  await line
    .dial('/sales')
    .hears('hello')
    .presses('1')
    .presses('0012')
    .hears('sales/enter-order', 'sales/order', heard.digits('0012'), 'sales/is-shipped')
    .hears('sales/options')
    .hangsUp()
    .ends({ by: 'caller' });
});

test('0 leads to the operator from any menu', async () => {
  await using line = await testLine();
  await line
    .dial('/sales')
    .hears('hello', 'sales/options')
    .presses('0')
    .hears('pls-hold-while-try')
    .ends({ by: 'dialplan', context: 'operators' });
});

test('a wrong key is told, and silence three times ends the call', async () => {
  await using line = await testLine();
  await line
    .dial('/sales')
    .hears('hello', 'sales/options')
    .presses('7')
    .hears('pm-invalid-option', 'sales/options')
    .staysSilent()
    .hears('sales/are-you-there', 'sales/options')
    .staysSilent()
    .hears('vm-goodbye')
    .ends({ by: 'app' });
});

test('a hang-up stops the look-up', async () => {
  await using line = await testLine();
  let wasStopped = false;
  customerByPhone.mockImplementationOnce(
    (_phone: string, options?: { readonly signal: AbortSignal }) =>
      new Promise((_found, stopped) =>
        options?.signal.addEventListener('abort', () => {
          wasStopped = true;
          stopped(options.signal.reason);
        }),
      ),
  );
  await line.dial('/sales', { callerId: '1' }).hears('hello').waits({ forMs: 2_000 }).hangsUp().ends({ by: 'caller' });
  expect(wasStopped).toBe(true);
});
