import { describe, expect, test } from 'vitest';
import { menu } from '../../src/dialog/prompt.js';
import { say } from '../../src/dialog/say.js';

describe('a prompt that is made during the call', () => {
  test.each(['say "hi"', 'line\nfeed', 'one,two', 'one&two', ''])('is refused with the sound name %j in it', (name) => {
    expect(() => menu('welcome', name)).toThrow(/cannot be the name of a sound file|is not a prompt/);
    expect(() => menu([say.digits('12'), [name]])).toThrow('AGI_NOT_A_PROMPT');
  });

  test('is a list of items, whatever it was nested in', () => {
    expect(menu('a', ['b', [say.number(3)]]).items).toEqual([
      { kind: 'file', name: 'a' },
      { kind: 'file', name: 'b' },
      { kind: 'number', value: 3 },
    ]);
  });
});
