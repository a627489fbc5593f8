import { heard } from 'offhook/testing';
import type { Scenario, Talker } from './scenario.js';

const path = '/support';

const leavesMessage = (caller: Talker) =>
  caller
    .hears('support/options')
    .presses('1')
    .hears('support/describe', heard.beep)
    .speaks({ forMs: 5_000 })
    .presses('#');

export const support: Readonly<Record<string, Scenario>> = {
  'a message becomes a ticket, and its number is said': {
    path,
    leavesTickets: 1,
    talk: (caller) =>
      leavesMessage(caller)
        .hears('support/review')
        .presses('1')
        .hears('support/your-ticket', heard.digits('100001'), 'support/options')
        .presses('2')
        .hears('support/enter-ticket')
        .presses('100001')
        .hears('support/is-open', 'support/options')
        .hangsUp()
        .ends({ by: 'caller' }),
  },
  'a message is heard and recorded again': {
    path,
    leavesTickets: 1,
    talk: (caller) =>
      leavesMessage(caller)
        .hears('support/review')
        .presses('2')
        .hears(/[\da-f-]{36}$/, 'support/review')
        .presses('3')
        .hears('support/describe', heard.beep)
        .speaks({ forMs: 2_000 })
        .staysSilent()
        .hears('support/review')
        .presses('1')
        .hears('support/your-ticket', heard.digits('100001'), 'support/options')
        .hangsUp()
        .ends({ by: 'caller' }),
  },
  'who hangs up during the message has left it': {
    path,
    leavesTickets: 1,
    talk: (caller) =>
      caller
        .hears('support/options')
        .presses('1')
        .hears('support/describe', heard.beep)
        .speaks({ forMs: 3_000 })
        .hangsUp()
        .ends({ by: 'caller' }),
  },
  'a ticket that does not exist': {
    path,
    talk: (caller) =>
      caller
        .hears('support/options')
        .presses('2')
        .hears('support/enter-ticket')
        .presses('999999')
        .hears('support/no-such-ticket', 'support/enter-ticket')
        .presses('*')
        .hears('support/options')
        .hangsUp()
        .ends({ by: 'caller' }),
  },
};
