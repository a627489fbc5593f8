import { expect } from 'vitest';

import { CommandError } from '../../../src/errors/offhook-error.js';
import {
  ANSWERS_AT_ONCE,
  cannot,
  check,
  type FamilyChecks,
  hangsUpDuring,
  NEVER_FAILS,
  type CheckContext,
  TAKES_NO_KEYS,
  timeOf,
} from './check.js';

const NOTHING_ELSE = cannot('a text, the time or the hang-up end it, nothing else');

/** The caller sends a text while a command runs. */
async function textDuring<R>(
  { call, placed }: CheckContext,
  verb: string,
  text: string,
  command: Promise<R>,
): Promise<R> {
  command.catch(() => {});
  await placed.executing(verb);
  await call.asterisk.ami.action('SendText', { Channel: placed.callerChannel, Message: text });
  return command;
}

export const messagesChecks = {
  receiveText: {
    success: [
      check('gives the text that the caller sends, whatever it looks like', async (context) => {
        const text = 'héllo (x) 200 result=1 (y) endpos=3';
        const received = await textDuring(context, 'RECEIVE TEXT', text, context.channel.receiveText(5000));
        expect(received).toEqual({ kind: 'text', text });
      }),
    ],
    failure: NOTHING_ELSE,
    key: TAKES_NO_KEYS,
    timeout: [
      check('says so when no text came in time', async ({ channel }) => {
        const tookMs = await timeOf(expect(channel.receiveText(200)).resolves.toEqual({ kind: 'timeout' }));
        expect(tookMs).toBeGreaterThan(150);
      }),
    ],
    hangUp: [
      check('ends with the call', (context) => hangsUpDuring(context, 'RECEIVE TEXT', context.channel.receiveText())),
    ],
  },

  receiveChar: {
    success: [
      check('gives the first byte of the text that the caller sends', async (context) => {
        const received = await textDuring(context, 'RECEIVE CHAR', 'Hello', context.channel.receiveChar(5000));
        expect(received).toEqual({ kind: 'byte', byte: 0x48 });
      }),
    ],
    failure: NOTHING_ELSE,
    key: TAKES_NO_KEYS,
    timeout: [
      check('says so when no text came in time', async ({ channel }) => {
        expect(await channel.receiveChar(200)).toEqual({ kind: 'timeout' });
        expect(await channel.receiveChar(0)).toEqual({ kind: 'timeout' });
      }),
    ],
    hangUp: [
      check('ends with the call', (context) => hangsUpDuring(context, 'RECEIVE CHAR', context.channel.receiveChar())),
    ],
  },

  sendText: {
    success: [
      check(
        'sends the caller a text, as it is',
        async ({ channel, call, placed }) => {
          const { callerUniqueId } = placed;
          const ofCaller = (name: string, field: string, value: string) =>
            call.asterisk.ami.waitFor(
              (event) =>
                event.name === name && event.fields.Uniqueid === callerUniqueId && event.fields[field] === value,
            );
          await ofCaller('Newexten', 'Application', 'ReceiveText');
          expect(await channel.sendText('order "0012" \\ is, ready')).toBeUndefined();
          const heard = await ofCaller('VarSet', 'Variable', 'RECEIVETEXTMESSAGE');
          expect(heard.fields.Value).toBe('order "0012" \\ is, ready');
        },
        { caller: ['ReceiveText(10)', 'Wait(60)'] },
      ),
    ],
    failure: cannot('every channel driver of these tests carries text'),
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  sendImage: {
    success: [
      check('answers the same although these channels show no images', async ({ channel }) => {
        expect(await channel.sendImage('picture')).toBeUndefined();
      }),
    ],
    failure: NEVER_FAILS,
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  tddMode: {
    success: cannot('only telephone cards support it (chan_dahdi)'),
    failure: [
      check('rejects on a channel without support for it', async ({ channel }) => {
        await expect(channel.tddMode('on')).rejects.toThrow(CommandError);
        await expect(channel.tddMode('mate')).rejects.toThrow(/no support/);
      }),
    ],
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },
} satisfies FamilyChecks<'receiveText' | 'receiveChar' | 'sendText' | 'sendImage' | 'tddMode'>;
