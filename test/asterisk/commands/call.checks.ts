import { expect, vi } from 'vitest';

import { ChannelState } from '../../../src/core/commands/call.js';
import { CommandError } from '../../../src/errors/offhook-error.js';
import {
  ANSWERS_AT_ONCE,
  cannot,
  check,
  type FamilyChecks,
  hangsUpDuring,
  NEVER_FAILS,
  TAKES_NO_KEYS,
  timeOf,
} from './check.js';

export const callChecks = {
  answer: {
    success: [
      check(
        'answers a call that rings',
        async ({ channel, placed }) => {
          expect(await channel.answer()).toBeUndefined();
          await placed.waitFor('Newstate', ({ fields }) => fields.ChannelStateDesc === 'Up');
        },
        { isAnswered: false },
      ),
      check('does nothing on a call that is answered', async ({ channel }) => {
        expect(await timeOf(channel.answer())).toBeLessThan(250);
      }),
    ],
    failure: cannot('every channel driver of these tests can answer'),
    key: TAKES_NO_KEYS,
    timeout: [
      check(
        'waits half a second for the first audio of a caller who sends none',
        async ({ channel }) => {
          const tookMs = await timeOf(channel.answer());
          expect(tookMs).toBeGreaterThan(400);
          expect(tookMs).toBeLessThan(2000);
        },
        { isAnswered: false, media: 'none' },
      ),
    ],
    hangUp: [
      check(
        'ends with the call when the caller hangs up while it waits',
        (context) => hangsUpDuring(context, 'ANSWER', context.channel.answer()),
        { isAnswered: false, media: 'none' },
      ),
    ],
  },

  hangup: {
    success: [
      check('ends its own call, and the reason is the app', async ({ channel, call, placed }) => {
        expect(await channel.hangup()).toBeUndefined();
        await expect(channel.streamFile('beep')).rejects.toMatchObject({ name: 'HangUpError', reason: 'app' });
        call.giveBack();
        expect(await placed.agiStatus()).toBe('HANGUP');
        expect(await placed.reachedNextPriority()).toBe(false);
      }),
      check('ends another channel and leaves its own call alone', async ({ channel, call, placed }) => {
        const other = await call.another();
        await channel.hangup(other.placed.agiChannel);
        await vi.waitFor(() => expect(other.session.signal.aborted).toBe(true));
        expect(await channel.channelStatus()).toBe(ChannelState.up);
        expect(placed.events.some(({ name }) => name === 'Hangup')).toBe(false);
      }),
    ],
    failure: [
      check('rejects when there is no channel of that name', async ({ channel }) => {
        await expect(channel.hangup('PJSIP/nobody-00000001')).rejects.toThrow(CommandError);
        expect(await channel.channelStatus()).toBe(ChannelState.up);
      }),
    ],
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  channelStatus: {
    success: [
      check(
        'tells a call that rings from one that is answered',
        async ({ channel, call }) => {
          expect(await channel.channelStatus()).toBe(ChannelState.ring);
          await channel.answer();
          expect(await channel.channelStatus()).toBe(ChannelState.up);
          expect(await call.read('CHANNEL(state)')).toBe('Up');
        },
        { isAnswered: false },
      ),
      check('tells the state of another channel', async ({ channel, call }) => {
        const other = await call.another({ isAnswered: false });
        expect(await channel.channelStatus(other.placed.agiChannel)).toBe(ChannelState.ring);
        expect(await channel.channelStatus(other.placed.callerChannel)).toBe(ChannelState.down);
      }),
    ],
    failure: [
      check('rejects when there is no channel of that name', async ({ channel }) => {
        await expect(channel.channelStatus('PJSIP/nobody-00000001')).rejects.toThrow(/there is no such channel/);
      }),
    ],
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },

  setAutoHangup: {
    success: [
      check('with 0 cancels an earlier one', async ({ channel, call }) => {
        await channel.setAutoHangup(0.4);
        expect(await channel.setAutoHangup()).toBeUndefined();
        expect(await channel.waitForDigit(700)).toEqual({ kind: 'timeout' });
        expect(call.session.signal.aborted).toBe(false);
      }),
    ],
    failure: NEVER_FAILS,
    key: TAKES_NO_KEYS,
    timeout: [
      check('lets Asterisk end the call after that time', async ({ channel, call, placed }) => {
        await channel.setAutoHangup(0.5);
        const tookMs = await timeOf(expect(channel.waitForDigit()).rejects.toMatchObject({ name: 'HangUpError' }));
        expect(tookMs).toBeGreaterThan(350);
        expect(tookMs).toBeLessThan(1500);
        call.giveBack();
        expect(await placed.agiStatus()).toBe('HANGUP');
      }),
    ],
    hangUp: ANSWERS_AT_ONCE,
  },

  asyncAgiBreak: {
    success: [
      check('does nothing in a FastAGI session', async ({ channel }) => {
        expect(await channel.asyncAgiBreak()).toBeUndefined();
        expect(await channel.channelStatus()).toBe(ChannelState.up);
      }),
    ],
    failure: NEVER_FAILS,
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },
} satisfies FamilyChecks<'answer' | 'hangup' | 'channelStatus' | 'setAutoHangup' | 'asyncAgiBreak'>;
