import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { soundFolder } from '../../../src/testing/sounds/sound-folder.js';
import { CORE_SOUNDS, everySound, joinSounds, soundTable } from '../../../src/testing/sounds/sounds.js';
import { OnTheLine } from '../support/on-the-line.js';

describe('the sounds of a table', () => {
  it('are those of a fresh Asterisk by default', () => {
    expect(CORE_SOUNDS.durationMs('demo-thanks')).toBe(5_520);
    expect(CORE_SOUNDS.durationMs('toString')).toBeUndefined();
  });

  it('come before those they are joined with', () => {
    const sounds = joinSounds(soundTable({ beep: { durationMs: 1 } }), CORE_SOUNDS);
    expect([sounds.durationMs('beep'), sounds.durationMs('demo-thanks')]).toEqual([1, 5_520]);
  });

  it('are looked for in the language of the channel first', () => {
    const sounds = soundTable({ hello: { durationMs: 1_000 }, 'fr/hello': { durationMs: 2_000 } });
    expect(new OnTheLine({ language: 'fr' }, { sounds }).ask('STREAM FILE hello ""')).toBe('200 result=0 endpos=16000');
    expect(new OnTheLine({}, { sounds }).ask('STREAM FILE hello ""')).toBe('200 result=0 endpos=8000');
  });

  it('may be all there are', () => {
    const line = new OnTheLine({}, { unknownSounds: { durationMs: 2_000 } });
    expect(line.ask('STREAM FILE sales/welcome ""')).toBe('200 result=0 endpos=16000');
    expect(line.ask('STREAM FILE "" ""')).toBe('200 result=-1 endpos=0');
    expect(line.ask('STREAM FILE beep ""')).toBe('200 result=0 endpos=3520');
    expect(everySound({ durationMs: 5 }).durationMs('x')).toBe(5);
  });
});

describe('the sounds of a folder', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sounds-'));
    mkdirSync(join(folder, 'sales'));
    writeFileSync(join(folder, 'sales', 'welcome.gsm'), Buffer.alloc(33 * 100));
    writeFileSync(join(folder, 'a.ulaw'), Buffer.alloc(4_000));
    writeFileSync(join(folder, 'b.sln'), Buffer.alloc(4_000));
    writeFileSync(join(folder, 'c.wav'), wav(8_000));
    writeFileSync(join(folder, 'readme.txt'), 'no sound');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['sales/welcome', 2_000],
    ['a', 500],
    ['b', 250],
    ['c', 500],
    ['readme', undefined],
    ['sales/welcome.gsm', undefined],
  ])('%s lasts %j ms', (name, durationMs) => {
    expect(soundFolder(folder).durationMs(name)).toBe(durationMs);
  });
});

/** 16 bit, 8 kHz, with a chunk before the samples. */
function wav(bytes: number): Buffer {
  const header = Buffer.alloc(56);
  header.write('RIFF', 0);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt32LE(16_000, 28);
  header.write('LIST', 36);
  header.writeUInt32LE(4, 40);
  header.write('data', 48);
  header.writeUInt32LE(bytes, 52);
  return Buffer.concat([header, Buffer.alloc(bytes)]);
}
