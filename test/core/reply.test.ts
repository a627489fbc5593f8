import { describe, expect, it } from 'vitest';

import { type ReplyEvent, ReplyReader } from '../../src/core/reply.js';

/** What the lines mean to the reader of a command's answer. */
function read(lines: readonly string[], mayHoldLines = false): ReplyEvent[] {
  const reader = new ReplyReader();
  return lines.map((line) => reader.push(line, mayHoldLines));
}

describe('one line', () => {
  it.each([
    ['200 result=0', '0', ''],
    ['200 result=', '', ''],
    ['200 result=-1', '-1', ''],
    ['200 result=0012', '0012', ''],
    ['200 result= (timeout)', '', '(timeout)'],
    ['200 result=12 (timeout)', '12', '(timeout)'],
    ['200 result=49 endpos=8160', '49', 'endpos=8160'],
    ['200 result=1 ()', '1', '()'],
    ['200 result=1 (a) endpos=3 (b))', '1', '(a) endpos=3 (b))'],
    ['200 result=0 Gosub complete (abnormal exit)', '0', 'Gosub complete (abnormal exit)'],
    [
      '200 result=1 (speech) endpos=0 results=1 score0=95 text0="a" grammar0=g',
      '1',
      '(speech) endpos=0 results=1 score0=95 text0="a" grammar0=g',
    ],
  ])('%s', (text, result, rest) => {
    expect(read([text])).toEqual([{ kind: 'reply', reply: { code: 200, result, rest, text } }]);
  });

  it.each([
    ['510 Invalid or unknown command', 510, 'Invalid or unknown command'],
    [
      '511 Command Not Permitted on a dead channel or intercept routine',
      511,
      'Command Not Permitted on a dead channel or intercept routine',
    ],
    [
      '520 Invalid command syntax.  Proper usage not available.',
      520,
      'Invalid command syntax.  Proper usage not available.',
    ],
    ['503 something', 503, 'something'],
  ])('%s', (text, code, rest) => {
    expect(read([text])).toEqual([{ kind: 'reply', reply: { code, result: '', rest, text } }]);
  });

  it.each([
    ['HANGUP', 'hangup'],
    ['100 result=0 Trying...', 'trying'],
    ['', 'garbage'],
    ['HANGUP ', 'garbage'],
    ['200 OK', 'garbage'],
    ['2000 result=1', 'garbage'],
    [' 200 result=1', 'garbage'],
    ['agi_network: yes', 'garbage'],
  ])('%j is %s', (line, kind) => {
    expect(read([line])).toMatchObject([{ kind }]);
  });
});

describe('several lines', () => {
  it('are one usage text until its last line, whatever stands between', () => {
    const lines = [
      '520-Invalid command syntax.  Proper usage follows:',
      'HANGUP',
      '200 result=1 (x)',
      '520-',
      '',
      '520 End of proper usage.',
    ];
    const events = read(lines);
    expect(events.slice(0, -1).every((event) => event.kind === 'incomplete')).toBe(true);
    expect(events.at(-1)).toMatchObject({ kind: 'reply', reply: { code: 520, text: lines.join('\n') } });
  });

  it('are one value until a closing parenthesis, for a command that returns text', () => {
    const lines = ['200 result=1 (a', 'HANGUP', '510 Invalid or unknown command', 'b)'];
    expect(read(lines, true).at(-1)).toMatchObject({
      kind: 'reply',
      reply: { result: '1', rest: '(a\nHANGUP\n510 Invalid or unknown command\nb)' },
    });
  });

  it('are not put together for a command that returns none', () => {
    expect(read(['200 result=35 (dtmf) endpos=0', 'HANGUP']).map((event) => event.kind)).toEqual(['reply', 'hangup']);
  });

  it('are given up when they have no end', () => {
    const reader = new ReplyReader();
    reader.push('200 result=1 (', true);
    const line = 'x'.repeat(1024 * 1024);
    const kinds = Array.from({ length: 4 }, () => reader.push(line, true).kind);
    expect(kinds).toEqual(['incomplete', 'incomplete', 'incomplete', 'garbage']);
  });
});
