import { existsSync, statSync } from 'node:fs';

import { expect, vi } from 'vitest';

import { absoluteFile, type CheckedFile } from '../../../src/core/checked-file.js';
import { CommandError } from '../../../src/errors/offhook-error.js';
import type { LabCall } from '../support/command-lab.js';
import {
  ANSWERS_AT_ONCE,
  check,
  type FamilyChecks,
  hangsUpDuring,
  NEVER_FAILS,
  pressedDuring,
  TAKES_NO_KEYS,
  timeOf,
  WAITS_FOR_NOTHING,
} from './check.js';

const LONG = 'demo-congrats';
/** 5.5 s: 44160 samples. */
const THANKS = 'demo-thanks';
const SHORT = 'checks/short';
const MISSING = 'checks/no-such-file';

const WAV_HEAD = 44;

/** A file of this call's own below the spool folder, as Asterisk names it. */
const ownFile = ({ asterisk, placed }: LabCall) => absoluteFile(`${asterisk.spoolFolder}/${placed.uniqueId}`);
const sizeOf = (call: LabCall, file: string) => statSync(call.asterisk.pathOf(file)).size;

/** Waits until a wav file that is being recorded holds that much. */
const hasRecorded = (call: LabCall, file: CheckedFile, ms: number) =>
  vi.waitFor(() => expect(sizeOf(call, `${file.name}.wav`)).toBeGreaterThan(WAV_HEAD + ms * 16), { timeout: 5000 });

export const mediaChecks = {
  streamFile: {
    success: [
      check('plays a file to its end and counts its samples', async ({ channel, call, placed }) => {
        expect(await channel.streamFile(SHORT)).toEqual({ kind: 'finished', endSamples: 800 });
        await vi.waitFor(() => expect(call.played).toEqual([SHORT]));
        expect(await placed.variable('PLAYBACKSTATUS')).toBe('SUCCESS');
      }),
      check('begins where it is told', async ({ channel }) => {
        const playing = channel.streamFile(THANKS, '', 40_000);
        expect(await timeOf(expect(playing).resolves.toEqual({ kind: 'finished', endSamples: 44_160 }))).toBeLessThan(
          2000,
        );
      }),
      check('is finished at once when told to begin behind the end', async ({ channel }) => {
        expect(await channel.streamFile(SHORT, '', 100_000)).toMatchObject({ kind: 'finished' });
      }),
      check(
        'does not answer the call',
        async ({ channel }) => {
          await channel.streamFile(SHORT);
          expect(await channel.channelStatus()).toBe(4);
        },
        { isAnswered: false },
      ),
    ],
    failure: [
      check('says that there is no such file, and AGISTATUS becomes FAILURE', async ({ channel, call, placed }) => {
        expect(await channel.streamFile(MISSING, '5', 800)).toEqual({ kind: 'notPlayed', file: MISSING });
        call.giveBack();
        expect(await placed.agiStatus()).toBe('FAILURE');
      }),
    ],
    key: [
      check('is stopped by a key of its list, and tells which and where', async (context) => {
        const { channel, placed } = context;
        const result = await pressedDuring(context, 'STREAM FILE', channel.streamFile(LONG, [1, '2#']), '3', '#');
        expect(result).toEqual({
          kind: 'key',
          key: '#',
          endSamples: expect.toSatisfy((n: number) => n > 0 && n < 16_000),
        });
        expect(await placed.variable('PLAYBACKSTATUS')).toBe('FAILED');
      }),
    ],
    timeout: WAITS_FOR_NOTHING,
    hangUp: [
      check('ends with the call', (context) => hangsUpDuring(context, 'STREAM FILE', context.channel.streamFile(LONG))),
    ],
  },

  controlStreamFile: {
    success: [
      check('plays a file to its end', async ({ channel, placed }) => {
        expect(await channel.controlStreamFile(SHORT)).toEqual({ kind: 'finished' });
        expect(await placed.variable('CPLAYBACKSTATUS')).toBe('SUCCESS');
      }),
      check('begins where it is told, from the beginning or from the end', async ({ channel }) => {
        expect(await timeOf(channel.controlStreamFile(THANKS, '', { offsetMs: 5000 }))).toBeLessThan(2500);
        expect(await timeOf(channel.controlStreamFile(`${THANKS}:end`, '', { offsetMs: -500 }))).toBeLessThan(2500);
      }),
      check('is stopped by AMI, which is no key', async ({ channel, call, placed }) => {
        const playing = channel.controlStreamFile(LONG);
        await placed.executing('CONTROL STREAM FILE');
        await call.asterisk.ami.action('ControlPlayback', { Channel: placed.agiChannel, Control: 'stop' });
        expect(await playing).toEqual({ kind: 'stopped', endMs: expect.toSatisfy((n: number) => n >= 0 && n < 2000) });
        expect(await placed.variable('CPLAYBACKSTATUS')).toBe('REMOTESTOPPED');
      }),
    ],
    failure: [
      check('says that there is no such file', async ({ channel }) => {
        expect(await channel.controlStreamFile(MISSING)).toEqual({ kind: 'notPlayed', file: MISSING });
      }),
    ],
    key: [
      check('is stopped by a key, and tells where in milliseconds', async (context) => {
        const { channel, placed } = context;
        const playing = channel.controlStreamFile(LONG, '89', { offsetMs: 3000 });
        const result = await pressedDuring(context, 'CONTROL STREAM FILE', playing, '9');
        expect(result).toEqual({
          kind: 'key',
          key: '9',
          endMs: expect.toSatisfy((n: number) => n >= 3000 && n < 5000),
        });
        expect(await placed.variable('CPLAYBACKSTATUS')).toBe('USERSTOPPED');
        expect(await placed.variable('CPLAYBACKSTOPKEY')).toBe('9');
      }),
      check('goes forward by a key as far as it is told', async (context) => {
        const playing = context.channel.controlStreamFile(LONG, '8', { forwardKey: '6', skipMs: 4000 });
        const result = await pressedDuring(context, 'CONTROL STREAM FILE', playing, '6', '6', '8');
        expect(result).toEqual({
          kind: 'key',
          key: '8',
          endMs: expect.toSatisfy((n: number) => n > 7800 && n < 10_500),
        });
      }),
      check('goes back by a key', async (context) => {
        const playing = context.channel.controlStreamFile(LONG, '8', { rewindKey: '4', skipMs: 4000, offsetMs: 6000 });
        const result = await pressedDuring(context, 'CONTROL STREAM FILE', playing, '4', '8');
        expect(result).toEqual({ kind: 'key', key: '8', endMs: expect.toSatisfy((n: number) => n > 1800 && n < 4500) });
      }),
      check('pauses and goes on by a key', async (context) => {
        const { channel, placed } = context;
        const playing = channel.controlStreamFile(LONG, '8', { pauseKey: '0' });
        playing.catch(() => {});
        await placed.executing('CONTROL STREAM FILE');
        await placed.press('0');
        // Held for two seconds: as long, it is paused.
        await placed.press('0', { durationMs: 2000 });
        await placed.press('8');
        expect(await playing).toEqual({ kind: 'key', key: '8', endMs: expect.toSatisfy((n: number) => n < 1500) });
      }),
    ],
    timeout: WAITS_FOR_NOTHING,
    hangUp: [
      check('ends with the call', (context) =>
        hangsUpDuring(context, 'CONTROL STREAM FILE', context.channel.controlStreamFile(LONG)),
      ),
    ],
  },

  recordFile: {
    success: [
      check('records until silence, all but a second of which is cut off', async ({ channel, call }) => {
        const file = ownFile(call);
        const recorded = await channel.recordFile(file, { beep: false, silenceSeconds: 2, maxDurationMs: 20_000 });
        expect(recorded).toEqual({
          kind: 'silence',
          endSamples: expect.toSatisfy((n: number) => n > 4000 && n < 16_000),
          durationMs: expect.any(Number),
        });
        expect(sizeOf(call, `${file.name}.wav`)).toBe(WAV_HEAD + 2 * samples(recorded));
        expect(durationMs(recorded)).toBe(Math.round(samples(recorded) / 8));
      }),
      check('asks the caller to speak with a beep, or without', async ({ channel, call }) => {
        await channel.recordFile(ownFile(call), { beep: false, maxDurationMs: 100 });
        expect(call.played).toEqual([]);
        await channel.recordFile(ownFile(call), { maxDurationMs: 100 });
        await vi.waitFor(() => expect(call.played).toEqual(['beep']));
      }),
      check(
        'appends to a file at the offset',
        async ({ channel, call }) => {
          const file = ownFile(call);
          const options = { format: 'gsm', beep: false, maxDurationMs: 400 } as const;
          const first = await channel.recordFile(file, options);
          const second = await channel.recordFile(file, { ...options, offsetSamples: 1600 });
          expect(samples(second)).toBeGreaterThan(1600 + samples(first) / 2);
          // A frame of GSM is 33 bytes and 160 samples.
          expect(sizeOf(call, `${file.name}.gsm`)).toBe((samples(second) / 160) * 33);
        },
        { media: 'tone' },
      ),
    ],
    failure: [
      check('rejects when the file cannot be created', async ({ channel, call }) => {
        await expect(channel.recordFile(absoluteFile('/no/such/folder/x'), { beep: false })).rejects.toThrow(
          CommandError,
        );
        await expect(channel.recordFile(ownFile(call), { format: 'nonsense', beep: false })).rejects.toThrow(
          /does not know the format/,
        );
      }),
    ],
    key: [
      check(
        'records until a key of its list, and the file is as long as it says',
        async (context) => {
          const { channel, call, placed } = context;
          const file = ownFile(call);
          const recording = channel.recordFile(file, { beep: false, escapeDigits: '#' });
          recording.catch(() => {});
          await hasRecorded(call, file, 400);
          await placed.press('1');
          await placed.press('#');
          const recorded = await recording;
          expect(recorded).toMatchObject({ kind: 'key', key: '#', durationMs: Math.round(samples(recorded) / 8) });
          expect(samples(recorded)).toBeGreaterThan(1600);
          expect(samples(recorded)).toBeLessThan(16_000);
          expect(sizeOf(call, `${file.name}.wav`)).toBe(WAV_HEAD + 2 * samples(recorded));
        },
        { media: 'tone' },
      ),
      check('records nothing when a key comes in the beep', async (context) => {
        const { channel, call } = context;
        const recording = channel.recordFile(ownFile(call), { escapeDigits: '*' });
        expect(await pressedDuring(context, 'RECORD FILE', recording, '*')).toEqual({ kind: 'keyInBeep', key: '*' });
        expect(existsSync(call.asterisk.pathOf(`${ownFile(call).name}.wav`))).toBe(false);
      }),
    ],
    timeout: [
      check(
        'records up to the longest time',
        async ({ channel, call }) => {
          const file = ownFile(call);
          const options = { beep: false, maxDurationMs: 600, silenceSeconds: 5 };
          const recorded = await channel.recordFile(file, options);
          expect(recorded).toMatchObject({ kind: 'timeLimit' });
          expect(durationMs(recorded)).toBeGreaterThan(450);
          expect(durationMs(recorded)).toBeLessThan(750);
          expect(sizeOf(call, `${file.name}.wav`)).toBe(WAV_HEAD + 2 * samples(recorded));
        },
        { media: 'tone' },
      ),
    ],
    hangUp: [
      check(
        'gives the recording of a caller who hangs up, and the call is over',
        async ({ channel, call }) => {
          const file = ownFile(call);
          const recording = channel.recordFile(file, { beep: false });
          recording.catch(() => {});
          await hasRecorded(call, file, 400);
          await call.hangUp();
          const recorded = await recording;
          expect(recorded).toMatchObject({ kind: 'hungUp', durationMs: Math.round(samples(recorded) / 8) });
          expect(samples(recorded)).toBeGreaterThan(1600);
          expect(sizeOf(call, `${file.name}.wav`)).toBe(WAV_HEAD + 2 * samples(recorded));
          await expect(channel.streamFile(LONG)).rejects.toMatchObject({ name: 'HangUpError', reason: 'caller' });
        },
        { media: 'tone' },
      ),
    ],
  },

  setMusic: {
    success: [
      check('starts and stops the music of a class', async ({ channel, placed }) => {
        expect(await channel.setMusic(true, 'default')).toBeUndefined();
        const started = await placed.waitFor('MusicOnHoldStart');
        expect(started.fields.Class).toBe('default');
        expect(await channel.setMusic(false)).toBeUndefined();
        await placed.waitFor('MusicOnHoldStop');
      }),
      check('starts the music of the channel', async ({ channel, placed }) => {
        await channel.setMusic(true);
        await placed.waitFor('MusicOnHoldStart');
      }),
    ],
    failure: NEVER_FAILS,
    key: TAKES_NO_KEYS,
    timeout: ANSWERS_AT_ONCE,
    hangUp: ANSWERS_AT_ONCE,
  },
} satisfies FamilyChecks<'streamFile' | 'controlStreamFile' | 'recordFile' | 'setMusic'>;

const samples = (recorded: object) => ('endSamples' in recorded ? Number(recorded.endSamples) : Number.NaN);
const durationMs = (recorded: object) => ('durationMs' in recorded ? Number(recorded.durationMs) : Number.NaN);
