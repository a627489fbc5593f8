import { heard } from 'offhook/testing';
import { type Scenario, scenarios, type Talker } from './scenario.js';

const path = '/account';

const signsIn = (caller: Talker, number: string, pin: string) =>
  caller.hears('account/enter-number').presses(number).hears('account/enter-pin').presses(pin, { masked: true });

export const account = scenarios({
  'number and PIN lead to the open orders': {
    path,
    talk: (caller) =>
      signsIn(caller, '100100', '4711')
        .hears('account/options')
        .presses('1')
        .hears('account/open-orders', heard.number(1), 'account/list-options')
        .presses('1')
        .hears('sales/enter-order')
        .presses('1234')
        .hears('account/order-options')
        .presses('1')
        .hears('account/due-on', heard.date(new Date('2026-01-12')), 'account/order-options')
        .presses('2')
        .hears('account/cancelled', 'account/open-orders', heard.number(0), 'account/list-options')
        .presses('*')
        .hears('account/options')
        .hangsUp()
        .ends({ by: 'caller' }),
  },
  'an order of somebody else is not found': {
    path,
    talk: (caller) =>
      signsIn(caller, '100100', '4711')
        .hears('account/options')
        .presses('11')
        .hears('account/open-orders', 'sales/enter-order')
        .presses('2345')
        .hears('sales/no-such-order', 'account/open-orders')
        .hangsUp()
        .ends({ by: 'caller' }),
  },
  'the star leads back where one came from, and 0 to the operator': {
    path,
    talk: (caller) =>
      signsIn(caller, '100100', '4711')
        .hears('account/options')
        .presses('11')
        .hears('account/open-orders', 'sales/enter-order')
        .presses('1234')
        .hears('account/order-options')
        .presses('*')
        .hears('sales/enter-order')
        .presses('1234')
        .hears('account/order-options')
        .presses('0')
        .hears('pls-hold-while-try')
        .ends({ by: 'dialplan', context: 'operators', extension: 's' }),
  },
  'three wrong PINs lock the account': {
    path,
    talk: (caller) => {
      signsIn(caller, '100100', '7770').hears('account/wrong');
      signsIn(caller, '100100', '7771').hears('account/wrong');
      return signsIn(caller, '100100', '7772').hears('account/locked', 'vm-goodbye').ends({ by: 'app' });
    },
  },
  'a call ends after three wrong entries, whatever the numbers': {
    path,
    talk: (caller) => {
      signsIn(caller, '100100', '7770').hears('account/wrong');
      signsIn(caller, '100200', '7770').hears('account/wrong');
      return signsIn(caller, '999999', '7770').hears('account/wrong', 'vm-goodbye').ends({ by: 'app' });
    },
  },
  'a caller who hangs up instead of a PIN': {
    path,
    talk: (caller) =>
      caller
        .hears('account/enter-number')
        .presses('100100')
        .hears('account/enter-pin')
        .presses('47', { masked: true })
        .hangsUp()
        .ends({ by: 'caller' }),
  },
  'silence at every question ends with goodbye': {
    path,
    talk: (caller) =>
      signsIn(caller, '100100', '4711')
        .hears('account/options')
        .staysSilent()
        .hears('sales/are-you-there', 'account/options')
        .staysSilent()
        .hears('sales/are-you-there', 'account/options')
        .staysSilent()
        .hears('vm-goodbye')
        .ends({ by: 'app' }),
  },
});

/** After three wrong PINs, in whatever calls. */
export const lockedOut: Scenario = {
  path,
  talk: (caller) => signsIn(caller, '100100', '4711').hears('account/locked', 'vm-goodbye').ends({ by: 'app' }),
};
