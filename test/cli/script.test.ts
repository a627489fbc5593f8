import { expect, it } from 'vitest';

import { parseScript } from '../../src/cli/script.js';

it.each([
  ['1 w 2 h', ['presses 1', 'listens', 'presses 2', 'hangsUp']],
  ['12#w2.5s', ['presses 12#', 'waits 2500', 'staysSilent']],
  ['w 2', ['listens', 'presses 2']],
  ['', []],
  ['  *  ', ['presses *']],
])('reads %j', (text, steps) => {
  const shown = parseScript(text).map((step) =>
    [step.kind, ...('keys' in step ? [step.keys] : 'forMs' in step ? [step.forMs] : [])].join(' '),
  );
  expect(shown).toEqual(steps);
});

it('names what it does not understand', () => {
  expect(() => parseScript('1 w x9 h')).toThrow('--script: "x9" is no step.');
  expect(() => parseScript('\u001b[2J')).toThrow('"\\x1b[2J" is no step');
});
