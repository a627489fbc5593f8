import { endPosition, keyOf, notPlayed, numberOf, unlessHungUp } from '../codecs.js';
import { type FileName, fileName } from '../checked-file.js';
import { withoutControls } from '../control-bytes.js';
import { type EscapeDigits, type Key, keyList, NO_TIMEOUT, wholeNumber } from '../values.js';
import { defineCommand } from './define-command.js';

const DEFAULT_TIMEOUT_MS = 2000;

/** What GET DATA collected. `digits` holds 0-9, *, A-D, never the `#` that ends them. */
export type GetDataResult =
  /** Ended by `#` or by the last digit allowed. */
  | { readonly kind: 'complete'; readonly digits: string }
  /** Ended by silence; `digits` may be empty. */
  | { readonly kind: 'timeout'; readonly digits: string }
  /** AMI's ControlPlayback took the place of a digit, so that it ended before the last one: `digits` came until then. */
  | { readonly kind: 'control'; readonly digits: string }
  | { readonly kind: 'notPlayed'; readonly file: string };

/** How GET DATA collects. */
export interface GetDataOptions {
  readonly timeoutMs?: number;
  readonly maxDigits?: number;
}

/**
 * Plays a sound file and collects digits until `#`, the last digit allowed, or silence; a digit stops the sound.
 *
 * @param file - as for streamFile; an empty text waits without a sound
 * @param options.timeoutMs - silence before the first digit (counted from the end of the sound) and between two, milliseconds from 1; default 2000 (as pystrix)
 * @param options.maxDigits - ends it at once when reached, 1 to 1023; default 255 (as pystrix)
 * @returns `complete` with the digits, without `#` and so empty for `#` alone; `timeout` with the digits that came until then; `control` with those before AMI's ControlPlayback took the last place; `notPlayed` when there is no such file
 * @throws HangUpError when the caller hangs up or is gone; the digits pressed until then are lost
 * @remarks Digits are text: "0012" stays "0012". Asterisk reads a timeout of 0 as 6000 and has a buffer of 1024 digits that it
 * does not check, so both are refused here.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/get_data | Asterisk: GET DATA}
 * @example
 * const pin = await channel.getData('enter-pin', { timeoutMs: 5000, maxDigits: 4 });
 * if (pin.kind === 'complete') console.log(pin.digits.length);
 */
export const getData = defineCommand('GET DATA', {
  encode: (file: FileName, { timeoutMs = DEFAULT_TIMEOUT_MS, maxDigits = 255 }: GetDataOptions = {}) => ({
    file: fileName('GET DATA', 'file', file),
    timeoutMs: wholeNumber('GET DATA', 'timeoutMs', timeoutMs, 1, undefined, 'Asterisk reads 0 as 6000'),
    maxDigits: wholeNumber('GET DATA', 'maxDigits', maxDigits, 1, 1023, 'Asterisk has room for 1023 digits'),
  }),
  decode: (answer): GetDataResult | Promise<GetDataResult> => {
    if (answer.result === '-1' && answer.rest === '') return notPlayed(answer);
    const { digits, isCut } = withoutControls(answer.result, Number(answer.args['maxDigits']));
    if (!/^[0-9*A-D]*$/.test(digits)) throw answer.unexpected();
    if (answer.rest === '') return { kind: isCut ? 'control' : 'complete', digits };
    if (answer.rest === '(timeout)') return { kind: 'timeout', digits };
    throw answer.unexpected();
  },
  interrupted: 'silently',
});

/** What GET OPTION got. */
export type GetOptionResult =
  | { readonly kind: 'key'; readonly key: Key; readonly endSamples: number }
  /** No key in time, or one in the wait that is not in the list. */
  | { readonly kind: 'noKey'; readonly endSamples: number }
  | { readonly kind: 'notPlayed'; readonly file: string };

/** How GET OPTION waits. */
export interface GetOptionOptions {
  readonly timeoutMs?: number;
}

/**
 * Plays a sound file and then waits for one key of a list.
 *
 * @param file - as for streamFile
 * @param escapeDigits - keys that are taken
 * @param options.timeoutMs - the wait after the sound, milliseconds; 0 does not wait, -1 waits for ever; default 2000 (as pystrix; always sent, because Asterisk crashes without it on a channel that runs no dialplan)
 * @returns `key` with the key and where the sound was, in samples; `noKey`; `notPlayed` when there is no such file
 * @throws HangUpError when the caller hangs up or is gone
 * @remarks A key that is not in the list does nothing in the sound and ends the wait at once as `noKey`; which one it was
 * is lost; so does AMI's ControlPlayback. A hang-up in the wait comes back like silence, so CHANNEL STATUS is asked to tell them apart.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/get_option | Asterisk: GET OPTION}
 * @example
 * const pressed = await channel.getOption('yes-1-no-2', '12', { timeoutMs: 5000 });
 * if (pressed.kind === 'key' && pressed.key === '1') await channel.verbose('yes');
 */
export const getOption = defineCommand('GET OPTION', {
  encode: (file: FileName, escapeDigits: EscapeDigits, { timeoutMs = DEFAULT_TIMEOUT_MS }: GetOptionOptions = {}) => ({
    file: fileName('GET OPTION', 'file', file),
    escapeDigits: keyList('GET OPTION', 'escapeDigits', escapeDigits),
    timeoutMs: wholeNumber('GET OPTION', 'timeoutMs', timeoutMs, NO_TIMEOUT),
  }),
  decode: (answer): GetOptionResult | Promise<GetOptionResult> => {
    const endSamples = endPosition(answer);
    if (answer.result === '-1') return notPlayed(answer);
    if (answer.result === '0') return unlessHungUp(answer, () => ({ kind: 'noKey', endSamples }) as const);
    return { kind: 'key', key: keyOf(answer), endSamples };
  },
  // In the sound; in the wait after it the answer is `0`.
  interrupted: 'silently',
});

/** What WAIT FOR DIGIT got. */
export type WaitForDigitResult =
  | { readonly kind: 'key'; readonly key: Key }
  | { readonly kind: 'timeout' }
  /** The next command came while it waited. */
  | { readonly kind: 'interrupted' }
  /** AMI's ControlPlayback acted on the channel; `code` is the control frame, 1000 and above. */
  | { readonly kind: 'control'; readonly code: number };

/**
 * Waits for one key.
 *
 * @param timeoutMs - how long, milliseconds; 0 does not wait, -1 waits for ever; default -1 (as pystrix)
 * @returns `key`, `timeout`, `interrupted` when it was released by the next command, or `control` when AMI acted on the channel
 * @throws HangUpError when the caller hangs up or is gone
 * @remarks A key counts when it is released.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/wait_for_digit | Asterisk: WAIT FOR DIGIT}
 * @example
 * const pressed = await channel.waitForDigit(5000);
 * if (pressed.kind === 'key') await channel.sayDigits(pressed.key);
 */
export const waitForDigit = defineCommand('WAIT FOR DIGIT', {
  encode: (timeoutMs: number = NO_TIMEOUT) => ({
    timeoutMs: wholeNumber('WAIT FOR DIGIT', 'timeoutMs', timeoutMs, NO_TIMEOUT),
  }),
  decode: (answer): WaitForDigitResult => {
    switch (answer.result) {
      case '-1':
        throw answer.hungUp();
      case '0':
        return { kind: 'timeout' };
      case '1':
        return { kind: 'interrupted' };
    }
    const code = numberOf(answer);
    return code >= 1000 ? { kind: 'control', code } : { kind: 'key', key: keyOf(answer) };
  },
  interrupted: 'withReply',
});
