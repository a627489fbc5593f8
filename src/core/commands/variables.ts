import { byResult, done, failed, textOf } from '../codecs.js';
import { defineCommand } from './define-command.js';

/**
 * Reads a channel variable, a global one or a function.
 *
 * @param name - without `${}`: `EXTEN`, `CALLERID(num)`
 * @returns the value, `''` when it is set and empty, undefined when it is not set or the function failed
 * @throws ProtocolError when the value holds line feeds that make it unreadable
 * @remarks Asterisk cuts the value at 1023 bytes, within a character if need be; getFullVariable does not.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/get_variable | Asterisk: GET VARIABLE}
 * @example
 * const number = await channel.getVariable('CALLERID(num)');
 */
export const getVariable = defineCommand('GET VARIABLE', {
  encode: (name: string) => ({ name }),
  decode: byResult<string | undefined>({ '0': () => undefined, '1': textOf }),
  afterHangup: true,
  isInstant: true,
  returnsText: true,
});

/**
 * Evaluates text with `${…}` and `$[…]` in it.
 *
 * @param expression - `${EXTEN}`; a bare `EXTEN` is only the text
 * @param channel - the name of another channel; default: the call's own (as Asterisk)
 * @returns the text; what is not set is empty in it
 * @throws CommandError when there is no channel of that name; ProtocolError when the value holds line feeds that make it unreadable
 * @remarks Whatever stands in the expression is evaluated: never build it from what a caller or another system gave.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/get_full_variable | Asterisk: GET FULL VARIABLE}
 * @example
 * const place = await channel.getFullVariable('${CONTEXT},${EXTEN},${PRIORITY}');
 */
export const getFullVariable = defineCommand('GET FULL VARIABLE', {
  encode: (expression: string, channel?: string) => ({ expression, channel }),
  decode: byResult<string>({ '0': failed('there is no such channel'), '1': textOf }),
  afterHangup: true,
  isInstant: true,
  returnsText: true,
});

/**
 * Sets a channel variable, or writes to a function.
 *
 * @param name - `ORDER`, `CALLERID(name)`; `_ORDER` and `__ORDER` are inherited by channels this one creates
 * @param value - `${…}` in it stays text
 * @remarks Asterisk answers the same when a function refuses the value.
 * @throws CommandError when Asterisk refuses it
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/set_variable | Asterisk: SET VARIABLE}
 * @example
 * await channel.setVariable('ORDER', '0012');
 */
export const setVariable = defineCommand('SET VARIABLE', {
  encode: (name: string, value: string) => ({ name, value }),
  decode: byResult<void>({ '1': done }),
  afterHangup: true,
  isInstant: true,
});
