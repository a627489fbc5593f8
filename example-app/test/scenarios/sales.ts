import { heard } from 'offhook/testing';
import { scenarios } from './scenario.js';

const path = '/sales';

export const sales = scenarios({
  'a customer is greeted by name': {
    path,
    setup: { callerId: '5550100' },
    sets: ['CALLERID(name)=Ann'],
    talk: (caller) => caller.hears('hello', heard.spelled('Ann'), 'sales/options').hangsUp().ends({ by: 'caller' }),
  },
  'order 0012 is said digit by digit': {
    path,
    talk: (caller) =>
      caller
        .hears('hello', 'sales/options')
        .presses('1')
        .hears('sales/enter-order')
        .presses('0012')
        .hears('sales/order', heard.digits('0012'), 'sales/is-shipped', 'sales/options')
        .hangsUp()
        .ends({ by: 'caller' }),
  },
  'an unknown order is asked for again': {
    path,
    talk: (caller) =>
      caller
        .hears('hello', 'sales/options')
        .presses('1')
        .hears('sales/enter-order')
        .presses('9999')
        .hears('sales/no-such-order', 'sales/enter-order')
        .presses('1234')
        .hears('sales/order', heard.digits('1234'), 'sales/is-open', 'sales/options')
        .hangsUp()
        .ends({ by: 'caller' }),
  },
  'keys typed ahead cut everything short': {
    path,
    talk: (caller) =>
      caller
        .hears('hello')
        .presses('10012')
        .hears('sales/enter-order', 'sales/order', heard.digits('0012'), 'sales/is-shipped', 'sales/options')
        .hangsUp()
        .ends({ by: 'caller' }),
  },
  'a VIP is put through to the manager': {
    path,
    setup: { callerId: '5550101' },
    dial: ['Local/201@office', { answersAfterMs: 2_000, talksMs: 5_000 }],
    talk: (caller) => caller.hears('hello', heard.spelled('Bob')).isConnectedTo('Local/201@office').ends({ by: 'app' }),
  },
  'a VIP whose manager is busy comes to the menu': {
    path,
    setup: { callerId: '5550101' },
    dial: ['Local/201@office', { result: 'busy' }],
    talk: (caller) =>
      caller.hears('hello', heard.spelled('Bob'), 'sales/busy', 'sales/options').hangsUp().ends({ by: 'caller' }),
  },
  'an extension that nobody answers': {
    path,
    dial: ['Local/202@office', { result: 'noAnswer' }],
    talk: (caller) =>
      caller
        .hears('hello', 'sales/options')
        .presses('3')
        .hears('sales/enter-extension')
        .presses('202')
        .hears('sales/not-there', 'sales/options')
        .hangsUp()
        .ends({ by: 'caller' }),
  },
  'an extension outside the list is not dialled': {
    path,
    dial: ['Local/900@office', {}],
    talk: (caller) =>
      caller
        .hears('hello', 'sales/options')
        .presses('3900')
        .hears('sales/enter-extension', 'sales/no-such-extension', 'sales/enter-extension')
        .hangsUp()
        .ends({ by: 'caller' }),
  },
  '0 leads to the operator from any menu': {
    path,
    talk: (caller) =>
      caller
        .hears('hello', 'sales/options')
        .presses('0')
        .hears('pls-hold-while-try')
        .ends({ by: 'dialplan', context: 'operators', extension: 's' }),
  },
  'silence instead of an order leads back to the menu': {
    path,
    talk: (caller) => {
      caller.hears('hello', 'sales/options').presses('1').hears('sales/enter-order').staysSilent();
      caller.hears('sales/are-you-there', 'sales/enter-order').staysSilent();
      caller.hears('sales/are-you-there', 'sales/enter-order').staysSilent();
      return caller.hears('sales/options').hangsUp().ends({ by: 'caller' });
    },
  },
  'a wrong key is told, and silence three times ends the call': {
    path,
    talk: (caller) =>
      caller
        .hears('hello', 'sales/options')
        .presses('7')
        .hears('pm-invalid-option', 'sales/options')
        .staysSilent()
        .hears('sales/are-you-there', 'sales/options')
        .staysSilent()
        .hears('vm-goodbye')
        .ends({ by: 'app' }),
  },
  'a French customer hears French': {
    path,
    setup: { callerId: '5550102' },
    sets: ['CHANNEL(language)=fr'],
    talk: (caller) => caller.hears('hello', heard.spelled('Chloe'), 'sales/options').hangsUp().ends({ by: 'caller' }),
  },
});
