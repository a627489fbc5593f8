import { heard } from 'offhook/testing';
import { scenario, scenarios, type Talker } from './scenario.js';

const signsIn = (caller: Talker, number: string, pin: string) =>
  caller.hears('account/enter-number').presses(number).hears('account/enter-pin').presses(pin, { masked: true });
const isAnn = (caller: Talker) => signsIn(caller, '100100', '4711');

export const account = scenarios('/account', {
  'number and PIN lead to the open orders': {
    talk: (caller) =>
      isAnn(caller)
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
        .hears('account/options'),
  },
  'whose telephone it is says nothing: the PIN does, and an order of somebody else is not found': {
    // Bob's telephone; order 2345 is Bob's too.
    setup: { callerId: '5550101' },
    talk: (caller) => {
      isAnn(caller).hears('account/options').presses('11').hears('account/open-orders', 'sales/enter-order');
      return caller.presses('2345').hears('sales/no-such-order', 'account/open-orders');
    },
  },
  'the star leads back where one came from, and 0 to the operator': {
    talk: (caller) => {
      isAnn(caller).hears('account/options').presses('11').hears('account/open-orders', 'sales/enter-order');
      caller.presses('1234').hears('account/order-options').presses('*').hears('sales/enter-order');
      return caller.presses('1234').hears('account/order-options').presses('0').hears('pls-hold-while-try');
    },
    ends: { by: 'dialplan', context: 'operators', extension: 's' },
  },
  'three wrong PINs lock the account': {
    setup: { callerId: '5550100' },
    talk: (caller) => {
      for (const pin of ['7770', '7771']) signsIn(caller, '100100', pin).hears('account/wrong');
      return signsIn(caller, '100100', '7772').hears('account/locked', 'vm-goodbye');
    },
    ends: { by: 'app' },
  },
  'a call ends after three wrong entries, whatever the numbers': {
    talk: (caller) => {
      for (const number of ['100100', '100200', '999999']) signsIn(caller, number, '7770').hears('account/wrong');
      return caller.hears('vm-goodbye');
    },
    ends: { by: 'app' },
  },
  'a caller who hangs up instead of a PIN': {
    talk: (caller) => signsIn(caller, '100100', '47'),
  },
  'silence at every question ends with goodbye': {
    talk: (caller) => {
      isAnn(caller).hears('account/options');
      for (const _ of [1, 2]) caller.staysSilent().hears('sales/are-you-there', 'account/options');
      return caller.staysSilent().hears('vm-goodbye');
    },
    ends: { by: 'app' },
  },
});

/** After three wrong PINs, in whatever calls. */
export const lockedOut = scenario('/account', {
  talk: (caller) => isAnn(caller).hears('account/locked', 'vm-goodbye'),
  ends: { by: 'app' },
});
