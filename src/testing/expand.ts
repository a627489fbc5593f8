import type { CallContext } from './call-context.js';
import { decodeBytes, encodeText } from './text.js';
import { readVariable } from './variables.js';

/**
 * Replaces `${…}` as the dialplan does: variables, functions, parts (`${X:1:3}`), one inside the other. `$[…]` is left as it
 * stands: the virtual Asterisk does not calculate.
 *
 * @internal
 */
export function expand(call: CallContext, text: string): string {
  let whole = '';
  let at = 0;
  for (let start = text.indexOf('${'); start >= 0; start = text.indexOf('${', at)) {
    const end = closingBrace(text, start + 2);
    if (end < 0) break;
    whole += text.slice(at, start) + valueOf(call, expand(call, text.slice(start + 2, end)));
    at = end + 1;
  }
  return whole + text.slice(at);
}

function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  return -1;
}

function valueOf(call: CallContext, expression: string): string {
  const [, name = expression, from, length] = /^(.*\)|[^:(]*):(-?\d+)(?::(-?\d+))?$/s.exec(expression) ?? [];
  const value = readVariable(call, name) ?? '';
  return from === undefined ? value : part(value, Number(from), length === undefined ? undefined : Number(length));
}

/** Counts bytes, as Asterisk does. A negative offset counts from the end; a negative length leaves out as many at the end. */
function part(value: string, from: number, length: number | undefined): string {
  const bytes = encodeText(value);
  const start = from < 0 ? Math.max(0, bytes.length + from) : from;
  const end = length === undefined ? bytes.length : length < 0 ? bytes.length + length : start + length;
  return decodeBytes(bytes.subarray(start, Math.max(start, end)));
}
