import { heard } from 'offhook/testing';
import { scenarios, type Talker } from './scenario.js';

const describes = (caller: Talker) =>
  caller.hears('support/options').presses('1').hears('support/describe', heard.beep);
const leavesMessage = (caller: Talker) =>
  describes(caller).speaks({ forMs: 5_000 }).presses('#').hears('support/review');

export const support = scenarios('/support', {
  'a message becomes a ticket, and its number is said': {
    records: [4_500],
    talk: (caller) =>
      leavesMessage(caller)
        .presses('1')
        .hears('support/your-ticket', heard.digits('100001'), 'support/options')
        .presses('2')
        .hears('support/enter-ticket')
        .presses('999999')
        .hears('support/no-such-ticket', 'support/enter-ticket')
        .presses('100001')
        .hears('support/is-open', 'support/options'),
  },
  'a message is heard and recorded again': {
    records: [4_500, 1_500],
    talk: (caller) =>
      leavesMessage(caller)
        .presses('2')
        .hears(/[\da-f-]{36}$/, 'support/review')
        .presses('3')
        .hears('support/describe', heard.beep)
        .speaks({ forMs: 2_000 })
        .presses('#')
        .hears('support/review')
        .presses('1')
        .hears('support/your-ticket', heard.digits('100001'), 'support/options'),
  },
  'who says nothing about their message sends it': {
    records: [4_500],
    talk: (caller) => {
      leavesMessage(caller).staysSilent();
      for (const _ of [2, 3]) caller.hears('sales/are-you-there', 'support/review').staysSilent();
      return caller.hears('support/your-ticket', heard.digits('100001'));
    },
  },
  'who hangs up during the message has left it': {
    records: [2_500],
    talk: (caller) => describes(caller).speaks({ forMs: 3_000 }),
  },
  'silence in the menu ends with goodbye': {
    talk: (caller) => {
      caller.hears('support/options').staysSilent();
      for (const _ of [2, 3]) caller.hears('sales/are-you-there', 'support/options').staysSilent();
      return caller.hears('vm-goodbye');
    },
    ends: { by: 'app' },
  },
  'the star takes back the question for a ticket, and 0 leads to the operator': {
    talk: (caller) =>
      caller
        .hears('support/options')
        .presses('2')
        .hears('support/enter-ticket')
        .presses('*')
        .hears('support/options')
        .presses('0')
        .hears('pls-hold-while-try'),
    ends: { by: 'dialplan', context: 'operators', extension: 's' },
  },
});
