import { expect } from 'vitest';

import { CommandError, UsageError } from '../../../src/errors/offhook-error.js';
import {
  ANSWERS_AT_ONCE,
  cannot,
  check,
  type FamilyChecks,
  hangsUpDuring,
  NEVER_FAILS,
  pressedDuring,
  TAKES_NO_KEYS,
  timeOf,
} from './check.js';

/** Where the calls of the checks can go; each place sets ARRIVED to its name. */
export const PLACES = `
[checks-routines]
exten => s,1,Set(GOT=\${ARG1}|\${ARG2})
 same => n(label),Return(back from \${ARG1})
exten => empty,1,Return()
exten => falls,1,NoOp()
exten => stays,1,Wait(60)

[checks-places]
exten => s,1,Set(ARRIVED=s)
 same => n,Set(ARRIVED=s at 2)
 same => n(label),Set(ARRIVED=label)
exten => other,1,Set(ARRIVED=other)
 same => n,Set(ARRIVED=other at 2)
`;

export const dialplanChecks = {
  exec: {
    success: [
      check('runs an application with the arguments that it was given', async ({ channel, call, placed }) => {
        expect(await channel.exec('MSet', 'A=Smith, John', 'B="x" (y', 'C=')).toBe(0);
        expect([await call.read('A'), await call.read('B')]).toEqual(['Smith, John', '"x" (y']);
        expect(await placed.variable('C')).toBe('');
        expect(placed.valuesOf('C')).toEqual(['']);
      }),
      check('runs an application in any letter case, without arguments', async ({ channel, placed }) => {
        expect(await channel.exec('noop')).toBe(0);
        await placed.waitFor('AGIExecEnd', ({ fields }) => fields.Command === 'EXEC "noop"');
      }),
      check('gives the result of an application that fails: -1 on a call that goes on', async ({ channel }) => {
        expect(await channel.exec('Return')).toBe(-1);
        expect(await channel.channelStatus()).toBe(6);
      }),
    ],
    failure: [
      check('rejects when there is no such application', async ({ channel }) => {
        await expect(channel.exec('NoSuchApplication', 'x')).rejects.toThrow(CommandError);
      }),
    ],
    key: [
      check('gives the code of the key that ended a sound', async (context) => {
        const { channel } = context;
        expect(await pressedDuring(context, 'EXEC', channel.exec('Background', 'demo-congrats'), '1')).toBe(0x31);
      }),
    ],
    timeout: [
      check('waits as long as the application', async ({ channel }) => {
        expect(await timeOf(channel.exec('Wait', '0.3'))).toBeGreaterThan(250);
      }),
    ],
    hangUp: [
      check('ends with the call', (context) => hangsUpDuring(context, 'EXEC', context.channel.exec('Wait', '60'))),
      check('is told from the end of the call when the application itself hangs up', async ({ channel, call }) => {
        await channel.exec('Hangup').catch(() => {}); // -1 and the hang-up race
        await expect(channel.streamFile('beep')).rejects.toMatchObject({ name: 'HangUpError', reason: 'app' });
        expect(call.session.signal.aborted).toBe(true);
      }),
    ],
  },

  gosub: {
    success: [
      check('runs a routine with its arguments and gives what it returns', async ({ channel, placed }) => {
        expect(await channel.gosub('checks-routines', 's', 1, 'first one', 'second')).toBe('back from first one');
        expect(await placed.variable('GOT')).toBe('first one|second');
      }),
      check('begins at a label, and restores the place in the dialplan', async ({ channel, call, placed }) => {
        expect(await channel.gosub('checks-routines', 's', 'label')).toBe('back from ');
        expect(await call.read('CONTEXT')).toBe(placed.context);
      }),
      check('gives an empty text for a Return without a value', async ({ channel }) => {
        expect(await channel.gosub('checks-routines', 'empty', 1)).toBe('');
      }),
      check('gives undefined for a routine that ends without Return', async ({ channel }) => {
        expect(await channel.gosub('checks-routines', 'falls', 1)).toBeUndefined();
      }),
    ],
    failure: [
      check('rejects when there is no such place', async ({ channel }) => {
        await expect(channel.gosub('checks-routines', 'nowhere', 1)).rejects.toThrow(/there is no such context/);
        await expect(channel.gosub('checks-routines', 's', 'no-label')).rejects.toThrow(CommandError);
      }),
    ],
    key: TAKES_NO_KEYS,
    timeout: cannot('it waits for the routine only'),
    hangUp: [
      check('ends with the call', (context) =>
        hangsUpDuring(context, 'GOSUB', context.channel.gosub('checks-routines', 'stays', 1)),
      ),
    ],
  },

  setCallerId: {
    success: [
      check('sets name and number', async ({ channel, call }) => {
        expect(await channel.setCallerId({ name: 'Zoë "The \\ Desk" O\'Neil', number: '5551234' })).toBeUndefined();
        expect(await call.read('CALLERID(name)')).toBe('Zoë "The \\ Desk" O\'Neil');
        expect(await call.read('CALLERID(num)')).toBe('5551234');
      }),
      check(
        'empties what is left out',
        async ({ channel, call }) => {
          await channel.setCallerId({ number: '5550000' });
          expect([await call.read('CALLERID(name)'), await call.read('CALLERID(num)')]).toEqual(['', '5550000']);
          await channel.setCallerId({ name: 'Desk' });
          expect([await call.read('CALLERID(name)'), await call.read('CALLERID(num)')]).toEqual(['Desk', '']);
        },
        { callerName: 'Ann', callerId: '5550100' },
      ),
    ],
    failure: NEVER_FAILS,
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  setContext: {
    success: [
      check(
        'sets where the dialplan goes on: at the next priority of that context',
        async ({ channel, call, placed }) => {
          expect(await channel.setContext('checks-places')).toBeUndefined();
          call.giveBack();
          expect(await placed.variable('ARRIVED')).toBe('s at 2');
        },
      ),
    ],
    failure: NEVER_FAILS,
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  setExtension: {
    success: [
      check('sets the extension at which the dialplan goes on', async ({ channel, call, placed }) => {
        await channel.setContext('checks-places');
        expect(await channel.setExtension('other')).toBeUndefined();
        call.giveBack();
        expect(await placed.variable('ARRIVED')).toBe('other at 2');
      }),
    ],
    failure: NEVER_FAILS,
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  setPriority: {
    success: [
      check('sets the priority at which the dialplan goes on', async ({ channel, call, placed }) => {
        await channel.setContext('checks-places');
        await channel.setExtension('other');
        expect(await channel.setPriority(1)).toBeUndefined();
        call.giveBack();
        expect(await placed.variable('ARRIVED')).toBe('other');
      }),
      check('takes a label of the place set before', async ({ channel, call, placed }) => {
        await channel.setContext('checks-places');
        await channel.setPriority('label');
        call.giveBack();
        expect(await placed.variable('ARRIVED')).toBe('label');
      }),
    ],
    failure: [
      check('rejects a label that does not exist', async ({ channel }) => {
        await expect(channel.setPriority('no-label')).rejects.toThrow(UsageError);
        expect(await channel.setPriority(1)).toBeUndefined();
      }),
    ],
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },
} satisfies FamilyChecks<'exec' | 'gosub' | 'setCallerId' | 'setContext' | 'setExtension' | 'setPriority'>;
