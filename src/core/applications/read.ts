import type { AgiCommand } from '../commands/define-command.js';
import { withoutControls } from '../control-bytes.js';
import { wholeNumber } from '../values.js';
import { runApplication } from './run-application.js';
import { type SoundList, soundList } from './sound-list.js';

/** How digits are asked for. */
export interface ReadOptions {
  /** Sounds before it listens; a key stops them and counts. Default: none (as Asterisk). */
  readonly sounds?: SoundList;
  /** It ends by itself after so many, 1 to 255; default 255 (as Asterisk). */
  readonly maxDigits?: number;
  /** How often it asks when nothing is pressed, from 1; default 1 (as Asterisk). */
  readonly attempts?: number;
  /** Silence before and between digits, milliseconds from 1; default: the channel's, 10 s and 5 s (as Asterisk). */
  readonly timeoutMs?: number;
}

/** What the caller typed. */
export type ReadResult =
  /** Ended by `#`, which is not among them (`''` for `#` alone), or by their number. */
  | { readonly kind: 'digits'; readonly digits: string }
  /** Ended by silence; what was typed before it. */
  | { readonly kind: 'timeout'; readonly digits: string }
  /** AMI's ControlPlayback took the place of a digit, so that it ended before the last one: `digits` came until then. */
  | { readonly kind: 'control'; readonly digits: string };

/** Where Read leaves the digits. */
const DIGITS = 'OFFHOOK_READ';

/**
 * Asks for digits with the application Read: several sounds one after the other and several attempts, where the command
 * GET DATA (`getData`) takes one of each.
 *
 * @param options - sounds, number of digits, attempts and silence
 * @returns the digits, and whether silence ended them
 * @throws ArgumentError when a sound holds `&`; CommandError when Read failed; HangUpError when the caller hangs up
 * @remarks Answers the call when it is not yet answered.
 * @see Asterisk: Read
 * @example
 * const pin = await channel.read({ sounds: ['agent-pass', 'beep'], maxDigits: 4, attempts: 3, timeoutMs: 5_000 });
 */
export function read(options: ReadOptions = {}): AgiCommand<ReadResult> {
  const { sounds = [], maxDigits = 255, attempts = 1, timeoutMs } = options;
  const parts = [
    DIGITS,
    soundList('Read', 'sounds', sounds),
    String(wholeNumber('Read', 'maxDigits', maxDigits, 1, 255)),
    '',
    String(wholeNumber('Read', 'attempts', attempts, 1)),
    timeoutMs === undefined ? '' : String(wholeNumber('Read', 'timeoutMs', timeoutMs, 1) / 1000),
  ];
  return runApplication('Read', parts, {
    variables: ['READSTATUS', DIGITS],
    read({ READSTATUS: status, [DIGITS]: typed }) {
      const { digits, isCut } = withoutControls(typed, maxDigits);
      if (status === 'OK') return { kind: isCut ? 'control' : 'digits', digits };
      return status === 'TIMEOUT' ? { kind: 'timeout', digits } : undefined;
    },
  });
}
