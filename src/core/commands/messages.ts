import { byResult, done, failed, failedOrHungUp, numberOf, textOf, unlessHungUp } from '../codecs.js';
import { type FileName, fileName } from '../checked-file.js';
import { refusedArgument } from '../line.js';
import { plainText } from '../plain-text.js';
import { NO_TIMEOUT, wholeNumber } from '../values.js';
import { defineCommand } from './define-command.js';

/** What RECEIVE TEXT got. */
export type ReceiveTextResult = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'timeout' };

/** What RECEIVE CHAR got: the first byte of a text. */
export type ReceiveCharResult = { readonly kind: 'byte'; readonly byte: number } | { readonly kind: 'timeout' };

const TDD_MODES = ['on', 'off', 'mate', 'tdd'] as const;
/** Whether a channel speaks to a telecommunications device for the deaf, and how. */
export type TddMode = (typeof TDD_MODES)[number];

/**
 * Sends the caller a text message within the call.
 *
 * @param text - an empty one sends nothing; one line without control characters, tabs may stand in it
 * @throws ArgumentError for a control character; CommandError when the channel cannot carry text; HangUpError when the caller is gone
 * @remarks Over SIP it is a MESSAGE within the dialog; a telephone that does not expect one may drop the call.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/send_text | Asterisk: SEND TEXT}
 * @example
 * await channel.sendText('Your order 0012 is on its way');
 */
export const sendText = defineCommand('SEND TEXT', {
  encode: (text: string) => ({ text: plainText('SEND TEXT', 'text', text) }),
  decode: byResult<void>({ '0': done, '-1': failedOrHungUp('the text was not sent') }),
  answersAtOnce: true,
});

/**
 * Sends the caller an image, where a channel can show one.
 *
 * @param image - name of the file without extension
 * @throws CommandError when it failed; HangUpError when the caller is gone
 * @remarks Asterisk answers the same when the channel cannot show images and nothing was sent.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/send_image | Asterisk: SEND IMAGE}
 * @example
 * await channel.sendImage('logo');
 */
export const sendImage = defineCommand('SEND IMAGE', {
  encode: (image: FileName) => ({ image: fileName('SEND IMAGE', 'image', image) }),
  decode: byResult<void>({ '0': done, '-1': failedOrHungUp('the image was not sent') }),
  answersAtOnce: true,
});

/**
 * Waits for a text message of the caller.
 *
 * @param timeoutMs - how long, milliseconds; 0 does not wait, -1 waits for ever; default -1 (as pystrix)
 * @returns `text`, or `timeout`
 * @throws HangUpError when the caller hangs up or is gone
 * @remarks The text is the caller's and may hold anything, line feeds too; a second command shows where it ends.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/receive_text | Asterisk: RECEIVE TEXT}
 * @example
 * const message = await channel.receiveText(10_000);
 * if (message.kind === 'text') await channel.verbose(message.text);
 */
export const receiveText = defineCommand('RECEIVE TEXT', {
  encode: (timeoutMs: number = NO_TIMEOUT) => ({
    timeoutMs: wholeNumber('RECEIVE TEXT', 'timeoutMs', timeoutMs, NO_TIMEOUT),
  }),
  decode: byResult<ReceiveTextResult>({
    '1': (answer) => ({ kind: 'text', text: textOf(answer) }),
    '-1': (answer) => unlessHungUp(answer, () => ({ kind: 'timeout' })),
  }),
  text: 'proven',
});

/**
 * Waits for a text message of the caller and gives its first byte; the rest of it is lost.
 *
 * @param timeoutMs - how long, milliseconds; 0 does not wait, -1 waits for ever; default -1 (as pystrix)
 * @returns `byte`, 1 to 255, or `timeout`
 * @throws HangUpError when the caller hangs up or is gone
 * @remarks Asterisk answers a timeout and a hang-up alike (and marks the AGI as FAILURE in AGISTATUS); CHANNEL STATUS is
 * asked to tell them apart.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/receive_char | Asterisk: RECEIVE CHAR}
 * @example
 * const typed = await channel.receiveChar(10_000);
 * if (typed.kind === 'byte') await channel.verbose(`byte ${typed.byte}`);
 */
export const receiveChar = defineCommand('RECEIVE CHAR', {
  encode: (timeoutMs: number = NO_TIMEOUT) => ({
    timeoutMs: wholeNumber('RECEIVE CHAR', 'timeoutMs', timeoutMs, NO_TIMEOUT),
  }),
  decode: (answer): ReceiveCharResult | Promise<ReceiveCharResult> => {
    const byte = numberOf(answer);
    if (byte < -1 || byte > 255) throw answer.unexpected();
    return byte > 0 ? { kind: 'byte', byte } : unlessHungUp(answer, () => ({ kind: 'timeout' }) as const);
  },
});

/**
 * Switches the channel's support of telecommunications devices for the deaf.
 *
 * @param mode - `on` or `off`, `tdd` and `mate` for the two kinds of device
 * @throws CommandError when the channel has no such support; HangUpError when the caller is gone
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/tdd_mode | Asterisk: TDD MODE}
 * @example
 * await channel.tddMode('on');
 */
export const tddMode = defineCommand('TDD MODE', {
  encode: (mode: TddMode) => {
    if (!TDD_MODES.includes(mode))
      throw refusedArgument('TDD MODE', 'mode', mode, 'Asterisk reads any other word as off');
    return { mode };
  },
  decode: byResult<void>({ '0': failed('the channel has no support for it'), '1': done }),
  answersAtOnce: true,
});
