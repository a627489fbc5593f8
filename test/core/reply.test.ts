import { describe, expect, it } from 'vitest';

import { type ReplyEvent, ReplyReader, type TextEnd } from '../../src/core/reply.js';

const MARK = 'mark';

/** What the lines mean to the reader of a command's answer. */
function read(lines: readonly string[], text?: TextEnd): ReplyEvent[] {
  const reader = new ReplyReader(MARK);
  return lines.map((line) => reader.push(line, text));
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

  it('are one value until the mark, for a command that asked for it', () => {
    const lines = ['200 result=1 (a)', '200 result=1 (b)', 'HANGUP', 'c)mark)'];
    const events = read(lines, 'marked');
    expect(events.slice(0, -1).every(({ kind }) => kind === 'incomplete')).toBe(true);
    expect(events.at(-1)).toEqual({
      kind: 'reply',
      reply: {
        code: 200,
        result: '1',
        rest: '(a)\n200 result=1 (b)\nHANGUP\nc))',
        text: '200 result=1 (a)\n200 result=1 (b)\nHANGUP\nc))',
      },
    });
  });

  it('are one value until the answer of the proof, for a command that asked for no mark', () => {
    const lines = ['200 result=1 (hi)', '200 result=1 (yes)', 'HANGUP', 'x)', '200 result=1 (mark)'];
    const events = read(lines, 'proven');
    expect(events.map(({ kind }) => kind)).toEqual(['unproven', 'incomplete', 'incomplete', 'incomplete', 'reply']);
    expect(events.at(-1)).toMatchObject({ reply: { rest: '(hi)\n200 result=1 (yes)\nHANGUP\nx)' } });
    expect(events.at(-1)).not.toHaveProperty('hungUp');
  });

  it('may be as many as a stranger likes: what stands behind the value is walked back once', () => {
    // Each line once; were all of them looked at for each, this would take minutes.
    const lines = ['200 result=1 (hi)', 'x)', ...Array.from({ length: 200_000 }, () => 'HANGUP'), 'x)'];
    expect(read([...lines, '200 result=1 (mark)'], 'proven').at(-1)).not.toHaveProperty('hungUp');
    expect(read([...lines, 'HANGUP', 'HANGUP', '200 result=1 (mark)'], 'proven').at(-1)).toMatchObject({
      reply: { text: lines.join('\n') },
      hungUp: true,
    });
  });

  it('end with a hang-up that came behind the value', () => {
    expect(read(['200 result=1 (hi)', 'HANGUP', '200 result=1 (mark)'], 'proven').at(-1)).toMatchObject({
      reply: { text: '200 result=1 (hi)' },
      hungUp: true,
    });
  });

  it.each([
    ['marked', '200 result=0'],
    ['proven', '200 result=0'],
    ['proven', '200 result=-1'],
  ] as const)('are not waited for where there is no text: %s, %s', (text, line) => {
    expect(read([line], text)).toMatchObject([{ kind: 'reply' }]);
  });

  it('are not put together for a command that returns none', () => {
    expect(read(['200 result=35 (dtmf) endpos=0', 'HANGUP']).map((event) => event.kind)).toEqual(['reply', 'hangup']);
  });

  it('are given up when they have no end', () => {
    const reader = new ReplyReader(MARK);
    reader.push('200 result=1 (', 'marked');
    const line = 'x'.repeat(1024 * 1024);
    const kinds = Array.from({ length: 4 }, () => reader.push(line, 'marked').kind);
    expect(kinds).toEqual(['incomplete', 'incomplete', 'incomplete', 'garbage']);
  });

  it.each([
    ['a value', '200 result=1 (', 'marked', 4 * 1024 * 1024],
    ['a usage text', '520-Invalid', undefined, 64 * 1024],
  ] as const)('of %s may have so many characters and not one more', (_, first, text, longest) => {
    for (const [more, kind] of [
      [0, 'incomplete'],
      [1, 'garbage'],
    ] as const) {
      const reader = new ReplyReader(MARK);
      reader.push(first, text);
      expect(reader.push('x'.repeat(longest - first.length - 1 + more), text).kind).toBe(kind);
    }
  });
});
