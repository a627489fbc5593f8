import { ALL_KEYS } from '../../../src/dialog/keys.js';
import type { CallEvent } from '../../../src/testing/call-event.js';

/**
 * The commands of a call with their replies, as section 9 of the dialog semantics writes them, and when the reply came:
 * `SF hello K→49 endpos=4000 @500`, `WD 2000→0 @2500`, `TOK→token @3500`.
 *
 * @param startMs - the first moment that counts
 */
export function shortForm(events: readonly CallEvent[], startMs: number): string[] {
  const lines: string[] = [];
  const unanswered: { readonly line: string; readonly place: number }[] = [];
  for (const event of events) {
    if (event.atMs < startMs) continue;
    const at = `@${Math.round(event.atMs - startMs)}`;
    if (event.kind === 'command') {
      unanswered.push({ line: event.line, place: lines.push(shortCommand(event.line)) - 1 });
    } else if (event.kind === 'reply' && event.text === 'HANGUP') {
      lines.push(`HANGUP ${at}`);
    } else if (event.kind === 'reply') {
      const token = /\(([0-9a-f-]{36})\)/.exec(event.text)?.[1];
      // A sound that was cut does not answer.
      if (token !== undefined && !unanswered[0]?.line.includes(token))
        lines[unanswered.shift()?.place ?? 0] += `→[nothing] ${at}`;
      const place = unanswered.shift()?.place;
      if (place !== undefined) lines[place] += `→${shortReply(event.text)} ${at}`;
    }
  }
  return lines;
}

const VERBS: readonly (readonly [RegExp, string])[] = [
  [/^STREAM FILE/, 'SF'],
  [/^GET DATA (.*) 1$/, 'GD $1'],
  [/^WAIT FOR DIGIT/, 'WD'],
  [/^CHANNEL STATUS/, 'ST'],
  [/^GET FULL VARIABLE .*/, 'TOK'],
];

function shortCommand(line: string): string {
  const [pattern, short] = VERBS.find(([verb]) => verb.test(line)) ?? [/^/, ''];
  return line
    .replace(pattern, short)
    .replace(`"${ALL_KEYS}"`, 'K')
    .replace(/"([^"]+)"/g, '$1');
}

function shortReply(text: string): string {
  if (text.startsWith('511')) return '511';
  // A byte that is no UTF-8 is a lone surrogate on the virtual Asterisk.
  const reply = text
    .toWellFormed()
    .replace('200 ', '')
    .replace(/^result=(.)/, '$1')
    .replace(/^ /, '');
  if (/\([0-9a-f-]{36}\)/.test(reply)) return 'token';
  return reply.replace(/^0 endpos=.*/, '0');
}
