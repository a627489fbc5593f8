import { heard } from 'offhook/testing';
import { scenarios, type Talker } from './scenario.js';

const presses = (caller: Talker, key: string) => caller.hears('hello', 'sales/options').presses(key);

export const sales = scenarios('/sales', {
  'a customer is greeted by name': {
    setup: { callerId: '5550100' },
    sets: ['CALLERID(name)=Ann'],
    talk: (caller) => caller.hears('hello', heard.spelled('Ann'), 'sales/options'),
  },
  'a French customer hears French': {
    setup: { callerId: '5550102' },
    sets: ['CHANNEL(language)=fr'],
    talk: (caller) => caller.hears('hello', heard.spelled('Chloe'), 'sales/options'),
  },
  'an order is asked for until it is known, and said digit by digit': {
    talk: (caller) => {
      presses(caller, '1').hears('sales/enter-order').presses('9999').hears('sales/no-such-order', 'sales/enter-order');
      return caller.presses('0012').hears('sales/order', heard.digits('0012'), 'sales/is-shipped', 'sales/options');
    },
  },
  'keys typed ahead cut everything short': {
    talk: (caller) =>
      caller
        .hears('hello')
        .presses('11234')
        .hears('sales/enter-order', 'sales/order', heard.digits('1234'), 'sales/is-open', 'sales/options'),
  },
  'a VIP is put through to the manager': {
    setup: { callerId: '5550101' },
    dial: ['Local/201@office', { answersAfterMs: 2_000, talksMs: 5_000 }],
    talk: (caller) => caller.hears('hello', heard.spelled('Bob')).isConnectedTo('Local/201@office'),
    ends: { by: 'app' },
  },
  'a VIP whose manager is busy comes to the menu': {
    setup: { callerId: '5550101' },
    dial: ['Local/201@office', { result: 'busy' }],
    talk: (caller) => caller.hears('hello', heard.spelled('Bob'), 'sales/busy', 'sales/options'),
  },
  'an extension is put through': {
    dial: ['Local/202@office', { answersAfterMs: 2_000, talksMs: 5_000 }],
    talk: (caller) =>
      presses(caller, '3').hears('sales/enter-extension').presses('202').isConnectedTo('Local/202@office'),
    ends: { by: 'app' },
  },
  'an extension that nobody answers': {
    dial: ['Local/202@office', { result: 'noAnswer' }],
    talk: (caller) =>
      presses(caller, '3').hears('sales/enter-extension').presses('202').hears('sales/not-there', 'sales/options'),
  },
  'an extension outside the list is not dialled': {
    dial: ['Local/900@office', {}],
    talk: (caller) =>
      presses(caller, '3900').hears('sales/enter-extension', 'sales/no-such-extension', 'sales/enter-extension'),
  },
  '2 leads to support': { talk: (caller) => presses(caller, '2').hears('support/options') },
  '4 leads to the account': { talk: (caller) => presses(caller, '4').hears('account/enter-number') },
  '0 leads to the operator from any menu': {
    talk: (caller) => presses(caller, '0').hears('pls-hold-while-try'),
    ends: { by: 'dialplan', context: 'operators', extension: 's' },
  },
  'silence instead of an order leads back to the menu': {
    talk: (caller) => {
      presses(caller, '1').hears('sales/enter-order').staysSilent();
      for (const _ of [2, 3]) caller.hears('sales/are-you-there', 'sales/enter-order').staysSilent();
      return caller.hears('sales/options');
    },
  },
  'a wrong key is told, and silence three times ends the call': {
    talk: (caller) => {
      presses(caller, '7').hears('pm-invalid-option', 'sales/options').staysSilent();
      return caller.hears('sales/are-you-there', 'sales/options').staysSilent().hears('vm-goodbye');
    },
    ends: { by: 'app' },
  },
});
