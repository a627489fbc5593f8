import { expect, test } from 'vitest';
import { recordFile, streamFile } from '../../src/core/commands/media.js';
import { sayDigits } from '../../src/core/commands/say.js';
import type { AgiCommand } from '../../src/core/commands/define-command.js';
import type { Happening } from '../../src/session/journal.js';
import { tellCommand } from '../../src/session/tell-command.js';
import type { Turn } from '../../src/core/turn.js';
import { HangUpError } from '../../src/errors/hang-up-error.js';

/** What is told of a command and its result. */
function told(command: AgiCommand, result: unknown, turn: Partial<Turn> = {}): (Happening & { atMs?: number })[] {
  const happenings: (Happening & { atMs?: number })[] = [];
  const settled = { command, args: command.args, shown: 'LINE', shownReply: '200 result=0', givesWay: false, ...turn };
  const journal = { tell: (happening: Happening, atMs = NaN) => void happenings.push({ ...happening, atMs }) };
  tellCommand(settled as unknown as Turn, result, journal, 100);
  return happenings;
}

const sound = (of: ReturnType<typeof told>) => of.find(({ kind }) => kind === 'heard');

test.each<[string, unknown, string]>([
  ['nothing, because it was cut', undefined, 'cut'],
  ['a hang-up', new HangUpError('caller', 'hangupLine'), 'hungUp'],
  ['an error', new Error('no such file'), 'notPlayed'],
  ['that it was not played', { kind: 'notPlayed' }, 'notPlayed'],
  ['a key', { kind: 'key' }, 'key'],
  ['a whole entry', { kind: 'complete' }, 'key'],
  ['its end', { kind: 'finished' }, 'finished'],
  ['a value that says nothing about it', '5', 'finished'],
])('a sound that gives %s, %o, ended: %s', (_, result, ended) => {
  expect(sound(told(streamFile('hello'), result))).toMatchObject({ item: { kind: 'file', text: 'hello' }, ended });
});

test('a recording is heard by its beep, and not without one', () => {
  const beeping = recordFile('a', { beep: true });
  expect(sound(told(beeping, { kind: 'finished' }))).toMatchObject({ item: { kind: 'file', text: 'beep' } });
  expect(sound(told(recordFile('a', { beep: false }), { kind: 'finished' }))).toBeUndefined();
});

test('what is masked shows nothing of what is said', () => {
  const masked = told(sayDigits('4711'), { kind: 'finished' }, { areArgumentsMasked: true });
  expect(sound(masked)).toMatchObject({ item: { kind: 'digits', text: '[masked]' } });
  const shown = told(sayDigits('4711'), { kind: 'finished' }, { areArgumentsMasked: false });
  expect(sound(shown)).toMatchObject({ item: { kind: 'digits', text: '4711' } });
});

test('a command lasts from its line to its answer, and a command without them happens now', () => {
  const [line] = told(streamFile('a'), { kind: 'finished' }, { sentAtMs: 20.4, answeredAtMs: 50 });
  expect(line).toEqual({ kind: 'command', line: 'LINE', reply: '200 result=0', durationMs: 30, atMs: 20.4 });
  const [never] = told(streamFile('a'), undefined, { shownReply: undefined as never });
  expect(never).toEqual({ kind: 'command', line: 'LINE', reply: undefined, durationMs: 0, atMs: 100 });
});

test('a sound that goes on behind its beginning says so', () => {
  expect(sound(told(streamFile('a', '', 8_000), { kind: 'finished' }))).toMatchObject({ continues: true });
  expect(sound(told(streamFile('a', '', 0), { kind: 'finished' }))).toMatchObject({ continues: false });
  expect(sound(told(streamFile('a', '', 1), { kind: 'finished' }))).toMatchObject({ continues: true });
});
