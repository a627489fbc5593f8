import { expect, test } from 'vitest';
import { readBlock } from '../../src/session/environment-block.js';
import { environmentBlock } from '../support/environment-block.js';

const linesOf = (values: Parameters<typeof environmentBlock>[0] = {}) =>
  environmentBlock(values).slice(0, -2).split('\n');

test('says how many arguments a block has', () => {
  expect(readBlock(linesOf())).toEqual({ argumentCount: 0 });
  expect(readBlock(linesOf({ agi_arg_1: 'a', agi_arg_2: '' }))).toEqual({ argumentCount: 2 });
});

test('says which line is not where Asterisk writes it, counted from one, and what it holds', () => {
  const block = linesOf();
  expect(readBlock(['agi_network_script: a', ...block.slice(1)])).toEqual({
    problem: expect.stringMatching(/^line 1 of its agi_ block is not agi_network, /),
    received: 'agi_network_script: a',
  });
  expect(readBlock([...block, 'agi_arg_1: a', 'agi_arg_3: b'])).toEqual({
    problem: expect.stringMatching(
      new RegExp(`^line ${block.length + 2} of its agi_ block is not agi_arg_2, or nothing, `),
    ),
    received: 'agi_arg_3: b',
  });
  expect(readBlock(block.slice(0, -1))).toEqual({
    problem: expect.stringMatching(new RegExp(`^line ${block.length} of its agi_ block is not agi_threadid, `)),
    received: '',
  });
});
