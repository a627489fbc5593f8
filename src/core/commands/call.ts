import { byResult, done, failed, failedOrHungUp, numberOf } from '../codecs.js';
import { refusedArgument } from '../line.js';
import { LARGEST_INT } from '../values.js';
import { defineCommand } from './define-command.js';

/** What a channel is doing, as CHANNEL STATUS numbers it. */
export const ChannelState = {
  /** Available, no call. */
  down: 0,
  /** Down, but taken for a call. */
  reserved: 1,
  offHook: 2,
  /** Digits have been dialled. */
  dialing: 3,
  /** An incoming call that has not been answered: what a call usually is when it reaches the app. */
  ring: 4,
  /** The other side is ringing. */
  ringing: 5,
  /** Answered. */
  up: 6,
  busy: 7,
} as const;
/** One of the eight states, or any other number a newer Asterisk answers. */
export type ChannelState = (typeof ChannelState)[keyof typeof ChannelState] | (number & {});

/**
 * Answers the call; does nothing on a call that is answered.
 *
 * @throws CommandError when the channel cannot be answered; HangUpError when the caller is gone
 * @remarks Asterisk waits up to 500 ms for the caller's first audio, so that the first sound is not cut; a key pressed
 * meanwhile is lost.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/answer | Asterisk: ANSWER}
 * @example
 * await channel.answer();
 */
export const answer = defineCommand('ANSWER', {
  encode: () => ({}),
  decode: byResult<void>({ '0': done, '-1': failedOrHungUp('the channel could not be answered') }),
  answersAtOnce: true,
});

/**
 * Ends this call, or another channel.
 *
 * @param channel - the name of another channel, `PJSIP/phone-00000001`; default: the call's own (as Asterisk)
 * @throws CommandError when there is no channel of that name; HangUpError when the call was over before
 * @remarks The command succeeds; everything after it but the commands for dead channels rejects with a HangUpError whose
 * reason is `app`.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/hangup | Asterisk: HANGUP}
 * @example
 * await channel.hangup();
 */
export const hangup = defineCommand('HANGUP', {
  encode: (channel?: string) => ({ channel }),
  decode: byResult<void>({ '1': done, '-1': failedOrHungUp('there is no such channel') }),
  answersAtOnce: true,
});

/**
 * Tells what a channel is doing.
 *
 * @param channel - the name of another channel, compared without letter case (Asterisk 16: exactly); default: the call's own (as Asterisk)
 * @returns one of {@link ChannelState}, or another number as Asterisk gave it
 * @throws CommandError when there is no channel of that name; HangUpError when the caller is gone
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/channel_status | Asterisk: CHANNEL STATUS}
 * @example
 * if ((await channel.channelStatus()) === ChannelState.ring) await channel.answer();
 */
export const channelStatus = defineCommand('CHANNEL STATUS', {
  encode: (channel?: string) => ({ channel }),
  decode: (reply): ChannelState => {
    const state = numberOf(reply);
    if (state === -1) throw reply.failed('there is no such channel');
    if (state < 0) throw reply.unexpected();
    return state;
  },
  answersAtOnce: true,
});

/**
 * Lets Asterisk end the call after a while, whatever is happening then.
 *
 * @param seconds - from now on, fractions allowed, 0 to 2147483647; default 0 (cancels an earlier one, so that a call without an argument never ends a call)
 * @throws HangUpError when the caller is gone
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/set_autohangup | Asterisk: SET AUTOHANGUP}
 * @example
 * await channel.setAutoHangup(3_600);
 */
export const setAutoHangup = defineCommand('SET AUTOHANGUP', {
  encode: (seconds: number = 0) => {
    if (!(seconds >= 0 && seconds <= LARGEST_INT)) {
      throw refusedArgument(
        'SET AUTOHANGUP',
        'seconds',
        seconds,
        `a number from 0 (cancels) to ${LARGEST_INT} is needed`,
      );
    }
    // As text: numbers of a command are whole.
    return { seconds: String(seconds) };
  },
  decode: byResult<void>({ '0': done }),
  answersAtOnce: true,
});

/**
 * Ends an AsyncAGI session; in a FastAGI session it does nothing.
 *
 * @throws CommandError when Asterisk refuses it
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/asyncagi_break | Asterisk: ASYNCAGI BREAK}
 * @example
 * await channel.asyncAgiBreak();
 */
export const asyncAgiBreak = defineCommand('ASYNCAGI BREAK', {
  encode: () => ({}),
  decode: byResult<void>({ '0': done, '-1': failed('the session could not be ended') }),
  afterHangup: true,
  answersAtOnce: true,
});
