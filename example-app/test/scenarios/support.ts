import { heard } from 'offhook/testing';
import { scenarios, type Talker } from './scenario.js';

const path = '/support';

const leavesMessage = (caller: Talker) =>
  caller
    .hears('support/options')
    .presses('1')
    .hears('support/describe', heard.beep)
    .speaks({ forMs: 5_000 })
    .presses('#');

export const support = scenarios({
  'a message becomes a ticket, and its number is said': {
    path,
    records: [4_500],
    talk: (caller) =>
      leavesMessage(caller)
        .hears('support/review')
        .presses('1')
        .hears('support/your-ticket', heard.digits('100001'), 'support/options')
        .presses('2')
        .hears('support/enter-ticket')
        .presses('999999')
        .hears('support/no-such-ticket', 'support/enter-ticket')
        .presses('100001')
        .hears('support/is-open', 'support/options')
        .hangsUp()
        .ends({ by: 'caller' }),
  },
  'a message is heard and recorded again': {
    path,
    records: [4_500, 1_500],
    talk: (caller) =>
      leavesMessage(caller)
        .hears('support/review')
        .presses('2')
        .hears(/[\da-f-]{36}$/, 'support/review')
        .presses('3')
        .hears('support/describe', heard.beep)
        .speaks({ forMs: 2_000 })
        .presses('#')
        .hears('support/review')
        .presses('1')
        .hears('support/your-ticket', heard.digits('100001'), 'support/options')
        .hangsUp()
        .ends({ by: 'caller' }),
  },
  'who says nothing about his message sends it': {
    path,
    records: [4_500],
    talk: (caller) => {
      leavesMessage(caller).hears('support/review').staysSilent();
      caller.hears('sales/are-you-there', 'support/review').staysSilent();
      caller.hears('sales/are-you-there', 'support/review').staysSilent();
      return caller.hears('support/your-ticket', heard.digits('100001')).hangsUp().ends({ by: 'caller' });
    },
  },
  'who hangs up during the message has left it': {
    path,
    records: [2_500],
    talk: (caller) =>
      caller
        .hears('support/options')
        .presses('1')
        .hears('support/describe', heard.beep)
        .speaks({ forMs: 3_000 })
        .hangsUp()
        .ends({ by: 'caller' }),
  },
  'the star takes back the question for a ticket': {
    path,
    talk: (caller) =>
      caller
        .hears('support/options')
        .presses('2')
        .hears('support/enter-ticket')
        .presses('*')
        .hears('support/options')
        .hangsUp()
        .ends({ by: 'caller' }),
  },
});
