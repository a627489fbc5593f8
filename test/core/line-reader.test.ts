import { expect, it } from 'vitest';

import { LineReader } from '../../src/core/line-reader.js';

/** The lines a reader makes of pieces. */
function read(reader: LineReader, ...pieces: (string | Uint8Array)[]): { lines: string[]; states: string[] } {
  const lines: string[] = [];
  const states = pieces.map((piece) =>
    reader.push(typeof piece === 'string' ? Buffer.from(piece) : piece, (line) => void lines.push(line)),
  );
  return { lines, states };
}

it('cuts lines out of any pieces and keeps carriage returns', () => {
  expect(read(new LineReader(100), 'a', 'b\nc\r', '\n\n', 'd').lines).toEqual(['ab', 'c\r', '']);
});

it('puts a character together that was split, and replaces what is no UTF-8', () => {
  const euro = Buffer.from('€\n');
  const pieces = [euro.subarray(0, 1), euro.subarray(1, 2), euro.subarray(2), Buffer.of(0xff, 10)];
  expect(read(new LineReader(100), ...pieces).lines).toEqual(['€', '\ufffd']);
});

it('stops at a line that is too long, whether it ends or not', () => {
  expect(read(new LineReader(3), 'abc\n')).toEqual({ lines: ['abc'], states: ['ok'] });
  expect(read(new LineReader(3), 'ab', 'cd')).toEqual({ lines: [], states: ['ok', 'tooLong'] });
  expect(read(new LineReader(3), 'abcd\n')).toEqual({ lines: [], states: ['tooLong'] });
});

it.each([[['abcdef\nx']], [['ab', 'cdef\nx']], [['x\nabcd', 'ef\nx']]])(
  'says how a line that is too long begins, in %j',
  (pieces) => {
    const reader = new LineReader(5);
    read(reader, ...pieces);
    expect(reader.unfinished).toMatch(/^abcd/);
  },
);

it('stops when it is told to and gives the rest up to another reader', () => {
  const reader = new LineReader(100);
  reader.push(Buffer.from('a\n\nb\nc'), (line) => line !== '');
  expect(reader.unfinished).toBe('b\nc');
  expect(reader.takeRest().toString()).toBe('b\nc');
  expect(reader.unfinished).toBe('');
});

it('takes a line of a megabyte byte by byte, in no more time than it has bytes', () => {
  const reader = new LineReader(2 ** 20);
  const byte = Buffer.from('x');
  let length = 0;
  // With a copy of what has come for each byte this would be half a terabyte.
  for (let i = 0; i < 2 ** 20; i++) reader.push(byte, () => true);
  reader.push(Buffer.from('\nrest'), (line) => void (length = line.length));
  expect(length).toBe(2 ** 20);
  expect(reader.unfinished).toBe('rest');
});

it('goes on with what was behind the line at which it stopped', () => {
  const reader = new LineReader(100);
  const lines: string[] = [];
  reader.push(Buffer.from('a\nb\nc'), () => false);
  reader.push(Buffer.from('d\n'), (line) => void lines.push(line));
  expect(lines).toEqual(['b', 'cd']);
});

it('shows the beginning of an unfinished line only', () => {
  const reader = new LineReader(1000);
  reader.push(Buffer.from('x'.repeat(500)), () => true);
  expect(reader.unfinished).toBe('x'.repeat(200));
});
