import type { CallContext } from './call-context.js';
import { calculate } from './expression.js';
import { decodeBytes, encodeText } from './text.js';
import { readVariable } from './variables.js';

/**
 * Replaces `${…}` and `$[…]` as the dialplan does: variables, functions, parts (`${X:1:3}`), sums, one inside the other.
 *
 * @internal
 */
export function expand(call: CallContext, text: string): string {
  let whole = '';
  let at = 0;
  for (const { index: start } of text.matchAll(/\$[[{]/g)) {
    if (start < at) continue;
    const open = text.charAt(start + 1);
    const end = closing(text, start + 2, open);
    // Asterisk takes all that follows for the name.
    if (end < 0 && open === '{') return whole + text.slice(at, start) + valueOf(call, text.slice(start + 2));
    if (end < 0) break;
    const inner = expand(call, text.slice(start + 2, end));
    whole += text.slice(at, start) + (open === '{' ? valueOf(call, inner) : (calculate(inner) ?? ''));
    at = end + 1;
  }
  return whole + text.slice(at);
}

function closing(text: string, from: number, open: string): number {
  const close = open === '{' ? '}' : ']';
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    if (text[i] === open) depth++;
    else if (text[i] === close && --depth === 0) return i;
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
