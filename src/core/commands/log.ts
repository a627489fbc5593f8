import { byResult, done } from '../codecs.js';
import { consoleText } from '../plain-text.js';
import { wholeNumber } from '../values.js';
import { defineCommand } from './define-command.js';

/**
 * From which setting of `core set verbose` on a message is shown: the smaller the number, the more people see it. The names are
 * those of logs, `error` for what nearly everybody is to see. pystrix names the same numbers the other way round (LOG_DEBUG is
 * 0, LOG_INFO 1, LOG_WARN 2, LOG_ERROR 3, LOG_CRITICAL 4): when you port an app, take over the number.
 */
export const VerboseLevel = { always: 0, error: 1, warning: 2, info: 3, debug: 4 } as const;
/** One of them. */
export type VerboseLevel = (typeof VerboseLevel)[keyof typeof VerboseLevel];

/**
 * Writes a message to Asterisk's console and log.
 *
 * @param message - control characters in it are shown as `\xNN`, so that a caller's text moves no cursor there
 * @param level - from which setting of `core set verbose` on it is shown, 0 (always) to 4 (debug); default 1 (`error`; the number is that of pystrix, which calls it LOG_INFO)
 * @throws CommandError when Asterisk refuses it
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/verbose | Asterisk: VERBOSE}
 * @example
 * await channel.verbose('order 0012 taken', VerboseLevel.info);
 */
export const verbose = defineCommand('VERBOSE', {
  encode: (message: string, level: VerboseLevel = VerboseLevel.error) => ({
    message: consoleText(message),
    level: wholeNumber('VERBOSE', 'level', level, VerboseLevel.always, VerboseLevel.debug),
  }),
  decode: byResult<void>({ '1': done }),
  afterHangup: true,
  answersAtOnce: true,
});

/**
 * Does nothing: a way to see whether Asterisk still listens.
 *
 * @throws CommandError when Asterisk refuses it
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/noop | Asterisk: NOOP}
 * @example
 * await channel.noop();
 */
export const noop = defineCommand('NOOP', {
  encode: () => ({}),
  decode: byResult<void>({ '0': done }),
  afterHangup: true,
  isInstant: true,
});
