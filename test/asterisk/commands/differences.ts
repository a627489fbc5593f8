import { expect } from 'vitest';

import { absoluteFile } from '../../../src/core/checked-file.js';
import { defineCommand } from '../../../src/core/commands/define-command.js';
import { done } from '../../../src/core/codecs.js';
import { ArgumentError, CommandError, DatabaseError } from '../../../src/errors/offhook-error.js';
import type { CheckContext } from './check.js';

/** What Asterisk 16 does otherwise than 22, or is said to. */
export interface Difference {
  readonly about: string;
  readonly on22: { readonly says: string; readonly show: (context: CheckContext) => Promise<unknown> };
  readonly on16: { readonly says: string; readonly show: (context: CheckContext) => Promise<unknown> };
}

/** A line of exactly that many bytes is `SET VARIABLE "V" "…"`. */
const valueOfLine = (bytes: number) => 'x'.repeat(bytes - 'SET VARIABLE "V" ""'.length);

async function takesLinesOf(limitBytes: number, { channel, call, placed }: CheckContext): Promise<void> {
  const longest = valueOfLine(limitBytes);
  await channel.setVariable('V', longest);
  expect(await placed.variable('V')).toBe(longest);
  await expect(channel.setVariable('V', `${longest}x`)).rejects.toThrow(ArgumentError);
  await channel.verbose('still in step');
  await placed.executing('VERBOSE');
  expect(call.executed).toHaveLength(3);
}

/** RECORD FILE with a fifth argument of one's own, as no method of the channel sends it. */
const recordWith = defineCommand('RECORD FILE', {
  encode: (file: string, fifth: string) => ({ file, format: 'wav', escapeDigits: '', timeoutMs: 100, fifth }),
  decode: done,
});

async function beepsFor(fifth: string, sounds: readonly string[], { channel, call }: CheckContext): Promise<void> {
  await channel.send(recordWith(`${call.asterisk.spoolFolder}/${call.placed.uniqueId}`, fifth));
  await channel.verbose('recorded');
  expect(call.played).toEqual(sounds);
}

const LONG_FAMILY = 'f'.repeat(200);
const LONG_KEY = 'k'.repeat(60);

/** The one list of them: everything else of the suite is the same on both. */
export const differences: readonly Difference[] = [
  {
    about: 'the length of a line',
    on22: { says: 'takes lines of 8190 bytes', show: (context) => takesLinesOf(8190, context) },
    on16: { says: 'takes lines of 2046 bytes', show: (context) => takesLinesOf(2046, context) },
  },
  {
    about: 'the letter case of a channel name',
    on22: {
      says: 'finds a channel whatever the letter case of its name',
      show: async ({ channel, placed }) => expect(await channel.channelStatus(placed.agiChannel.toUpperCase())).toBe(6),
    },
    on16: {
      says: 'finds a channel only by its exact name',
      show: async ({ channel, placed }) => {
        expect(await channel.channelStatus(placed.agiChannel)).toBe(6);
        await expect(channel.channelStatus(placed.agiChannel.toUpperCase())).rejects.toThrow(CommandError);
      },
    },
  },
  {
    about: 'the length of a database key',
    on22: {
      says: 'stores a key of more than 253 bytes',
      show: async ({ channel }) => {
        await channel.databasePut(LONG_FAMILY, LONG_KEY, 'x');
        expect(await channel.databaseGet(LONG_FAMILY, LONG_KEY)).toBe('x');
      },
    },
    on16: {
      says: 'refuses a key of more than 253 bytes',
      show: async ({ channel }) => {
        await expect(channel.databasePut(LONG_FAMILY, LONG_KEY, 'x')).rejects.toThrow(DatabaseError);
        await expect(channel.databaseDel(LONG_FAMILY, LONG_KEY)).rejects.toThrow(DatabaseError);
        await expect(channel.databaseGet(LONG_FAMILY, LONG_KEY)).rejects.toThrow(DatabaseError);
      },
    },
  },
  {
    about: 'what RECORD FILE takes for a beep (the core sends only what both read alike)',
    on22: {
      says: 'beeps for any text that does not begin with s=',
      show: (context) => beepsFor('x=y', ['beep'], context),
    },
    on16: { says: 'beeps for no text with = in it', show: (context) => beepsFor('x=y', [], context) },
  },
  {
    about: 'the letter case of SAY ALPHA',
    on22: {
      says: 'announces small letters',
      show: async ({ channel }) => expect(await channel.sayAlpha('a', '', 'lower')).toEqual({ kind: 'finished' }),
    },
    on16: {
      says: 'announces capitals only: the sound for small letters is not where it looks for it',
      show: async ({ channel }) => {
        expect(await channel.sayAlpha('aB', '', 'upper')).toEqual({ kind: 'finished' });
        expect(await channel.sayAlpha('a', '', 'lower')).toEqual({ kind: 'notPlayed' });
      },
    },
  },
  {
    about: 'a speech engine',
    on22: {
      says: 'has AEAP',
      show: async ({ channel }) => {
        await channel.speechCreate('fakestt');
        await channel.speechDestroy();
      },
    },
    on16: {
      says: 'has none: every SPEECH command fails',
      show: async ({ channel }) => {
        for (const command of [
          () => channel.speechCreate('fakestt'),
          () => channel.speechCreate(),
          () => channel.speechSet('a', 'b'),
          () => channel.speechDestroy(),
          () => channel.speechLoadGrammar('g', absoluteFile('/tmp/g')),
          () => channel.speechUnloadGrammar('g'),
          () => channel.speechActivateGrammar('g'),
          () => channel.speechDeactivateGrammar('g'),
          () => channel.speechRecognize('beep', 1),
        ]) {
          await expect(command()).rejects.toThrow(CommandError);
        }
      },
    },
  },
];
