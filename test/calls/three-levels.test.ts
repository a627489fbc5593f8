/* Three menus deep, with a look-up and a PIN. */
import { provide } from 'offhook';
import { createTestPhone, everySound, heard } from 'offhook/testing';
import { expect, test, vi } from 'vitest';
import { Bank, BankController, Visit } from './three-levels.js';

const account = { pin: '4711', cents: 125_050n };
const find: Bank['find'] = async (number) => (number === '123456' ? account : undefined);
const block = vi.fn<Bank['block']>(async () => undefined);
const sounds = everySound({ durationMs: 1_000 });
const providers = [Visit, provide(Bank).withValue({ find, block })];
const open = () => createTestPhone({ controllers: [BankController], providers }, { sounds });

test('an account is found, its PIN is right at the second time, and its card is blocked', async () => {
  const [euros, cents] = [heard.number(1250), heard.number(50)];
  await using phone = await open();
  const caller = phone.dial('/bank').hears('bank/welcome', 'bank/account-1-desk-0').presses('1');
  caller.hears('bank/your-number').presses('999999').hears('bank/no-such-account', 'bank/your-number');
  caller.presses('123456').hears('bank/your-pin').presses('1111').hears('bank/wrong-pin', 'bank/your-pin');
  caller.presses('4711#').hears('bank/you-have', euros, 'money/eur-other', cents, 'money/eur-minor-other');
  caller.hears('bank/card-2').presses('2').hears('bank/block-for-1-to-3-days').presses('3');
  caller.hears('bank/block-for', heard.digits('3')).presses('1').hears('bank/blocked', 'bank/you-have');
  await caller.hangsUp().ends({ by: 'caller' });
  expect(block).toHaveBeenCalledExactlyOnceWith(account, 3);
});

test('who wants a person, or gives up, gets to the desk', async () => {
  await using phone = await open();
  const main = ['bank/account-1-desk-0'] as const;
  await phone
    .dial('/bank')
    .hears('bank/welcome', ...main)
    .presses('0')
    .ends({ by: 'dialplan', context: 'desk' });
  const silent = phone
    .dial('/bank')
    .hears('bank/welcome', ...main)
    .staysSilent()
    .hears(...main)
    .staysSilent();
  await silent
    .hears(...main)
    .staysSilent()
    .ends({ by: 'dialplan', context: 'desk' });
});
