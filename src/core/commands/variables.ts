import { byResult, done, failed, textOf } from '../codecs.js';
import { refusedArgument } from '../line.js';
import { variableName } from '../variable-name.js';
import { wholeOrUnset } from '../whole-value.js';
import { defineCommand } from './define-command.js';

/**
 * Reads a channel variable or a global one, whole, whatever it holds.
 *
 * @param name - without `${}`: `EXTEN`, `CAMPAIGN`; functions such as `CALLERID(num)` have `getFunction`
 * @returns the value, `''` when it is set and empty, undefined when it is not set
 * @throws ArgumentError for a function, and for what is no name
 * @remarks One GET FULL VARIABLE for a value; GET VARIABLE follows when it is empty, to tell whether it is set. (GET VARIABLE
 * alone would cut it at 1023 bytes, within a character if need be.)
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/get_variable | Asterisk: GET VARIABLE}
 * @example
 * const campaign = await channel.getVariable('CAMPAIGN');
 */
export const getVariable = defineCommand('GET VARIABLE', {
  encode: (name: string) => ({ expression: `\${${variableName('GET VARIABLE', name)}}` }),
  decode: byResult<string | undefined>({ '1': wholeOrUnset }),
  sentAs: 'GET FULL VARIABLE',
  afterHangup: true,
  isInstant: true,
  text: 'marked',
});

/**
 * Evaluates text with `${…}` and `$[…]` in it.
 *
 * @param expression - `${EXTEN}`; a bare `EXTEN` is only the text
 * @param channel - the name of another channel; default: the call's own (as Asterisk)
 * @returns the text, whole, whatever it holds; what is not set is empty in it
 * @throws ArgumentError when a `${` or `$[` is not closed; CommandError when there is no channel of that name
 * @remarks Whatever stands in the expression is evaluated: never build it from what a caller or another system gave.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/get_full_variable | Asterisk: GET FULL VARIABLE}
 * @example
 * const place = await channel.getFullVariable('${CONTEXT},${EXTEN},${PRIORITY}');
 */
export const getFullVariable = defineCommand('GET FULL VARIABLE', {
  encode: (expression: string, channel?: string) => ({ expression: closed(expression), channel }),
  decode: byResult<string>({ '0': failed('there is no such channel'), '1': textOf }),
  afterHangup: true,
  // Not instant: a function in it, CURL or SHELL, takes its time.
  answersAtOnce: true,
  text: 'marked',
});

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

/** Asterisk takes all that follows an unclosed `${` for the name, the mark at its end too, and answers without a word. */
function closed(expression: string): string {
  // Whatever the types say; the line refuses what is no text.
  if (typeof expression !== 'string') return expression;
  for (let at = expression.indexOf('$'); at >= 0; at = expression.indexOf('$', at)) {
    const opening = expression[++at] ?? '';
    const closing = CLOSING[opening];
    if (closing === undefined) continue;
    let depth = 1;
    while (depth > 0) {
      const char = expression[++at];
      if (char === undefined)
        throw refusedArgument(
          'GET FULL VARIABLE',
          'expression',
          expression,
          `a $${opening} is not closed by ${closing}`,
        );
      if (char === opening) depth++;
      else if (char === closing) depth--;
    }
  }
  return expression;
}

/**
 * Sets a channel variable.
 *
 * @param name - `ORDER`; `_ORDER` and `__ORDER` are inherited by channels this one creates; functions such as `CALLERID(name)` have
 * `setFunction`
 * @param value - `${…}` in it stays text
 * @throws ArgumentError for a function, and for what is no name; CommandError when Asterisk refuses it
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/set_variable | Asterisk: SET VARIABLE}
 * @example
 * await channel.setVariable('ORDER', '0012');
 */
export const setVariable = defineCommand('SET VARIABLE', {
  encode: (name: string, value: string) => ({ name: variableName('SET VARIABLE', name), value }),
  decode: byResult<void>({ '1': done }),
  afterHangup: true,
  isInstant: true,
});
