import { absoluteFile } from '../../../src/core/checked-file.js';
import { existsSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { HangUpError } from '../../../src/errors/hang-up-error.js';
import { CommandError } from '../../../src/errors/offhook-error.js';
import { askedReleases } from '../support/install.js';
import { LiveCalls, hangsUp, pause, presses } from './support/live-calls.js';

const VOICEMAIL = `[general]
format = wav
minsecs = 1

[default]
100 => 1234,Ann
`;

const DIALPLAN = `
[office]
exten => ann,1,Answer()
 same => n,Wait(2)
[desk]
exten => a,1,NoOp()
`;

describe.each(askedReleases())('recordings on Asterisk %i', (release) => {
  let live: LiveCalls;
  beforeAll(async () => {
    live = await LiveCalls.start({ release, dialplan: DIALPLAN, files: { 'voicemail.conf': VOICEMAIL } });
  });
  afterAll(() => live?.stop());

  const size = (path: string) =>
    existsSync(live.asterisk.pathOf(path)) ? statSync(live.asterisk.pathOf(path)).size : 0;

  // The Debian package of 16 brings no app_voicemail.
  describe.runIf(release === 22)('voicemail', () => {
    const talks = { media: 'tone' } as const;

    test('leaves a message on disk, ended by a key', async () => {
      const left = await live.value(
        (c) => c.voicemail('100@default', { greeting: 'none', skipInstructions: true, isUrgent: true }),
        presses('#', 'VoiceMail', 2_500),
        talks,
      );
      expect(left).toEqual({
        kind: 'left',
        file: expect.stringContaining('/default/100/Urgent/msg'),
        hasHungUp: false,
      });
      if (left.kind === 'left') expect(size(`${left.file}.wav`)).toBeGreaterThan(10_000);
    });

    test('leaves a message on disk when the caller ends it by hanging up', async () => {
      const left = await live.value(
        (c) => c.voicemail('100', { greeting: 'none', skipInstructions: true }),
        hangsUp('VoiceMail', 2_500),
        talks,
      );
      expect(left).toEqual({ kind: 'left', file: expect.stringContaining('/default/100/INBOX/msg'), hasHungUp: true });
      if (left.kind === 'left') expect(size(`${left.file}.wav`)).toBeGreaterThan(10_000);
    });

    test('is a HangUpError when the caller leaves before there is a message', async () => {
      const { outcome } = await live.run((c) => c.voicemail('100', { greeting: 'busy' }), hangsUp('VoiceMail', 600));
      expect(outcome).toEqual({ status: 'rejected', reason: expect.any(HangUpError) });
    });

    test('fails for a mailbox that does not exist', async () => {
      expect(await live.value((c) => c.voicemail('999@default'))).toEqual({ kind: 'failed' });
    });

    test('tells that the caller asked for somebody', async () => {
      const left = await live.value(
        async (c) => {
          await c.setContext('desk');
          return c.voicemail('100');
        },
        presses('*', 'VoiceMail', 800),
      );
      expect(left).toEqual({ kind: 'userExit' });
    });
  });

  describe('record', () => {
    const speaks = { media: 'tone' } as const;
    const name = () => `${live.asterisk.spoolFolder}/said-%d`;

    test('counts up where %d stands and tells the file', async () => {
      const files = await live.value(
        async (c) => [
          await c.record(absoluteFile(name()), { maxDurationMs: 800, beep: false }),
          await c.record(absoluteFile(name()), { maxDurationMs: 800, beep: false }),
        ],
        undefined,
        speaks,
      );
      const folder = live.asterisk.spoolFolder;
      expect(files).toEqual([
        { kind: 'timeLimit', file: `${folder}/said-0` },
        { kind: 'timeLimit', file: `${folder}/said-1` },
      ]);
      expect(size(`${folder}/said-1.wav`)).toBeGreaterThan(8_000);
    });

    test.each(['#', '*', 'any'] as const)('is ended by the key %s', async (stopKey) => {
      const key = stopKey === 'any' ? '7' : stopKey;
      const recorded = await live.value(
        (c) => c.record(absoluteFile(name()), { stopKey, beep: false, format: 'gsm' }),
        presses(key, 'Record', 700),
        speaks,
      );
      expect(recorded.kind).toBe('key');
      expect(size(`${recorded.file}.gsm`)).toBeGreaterThan(500);
    });

    test('is ended by silence', async () => {
      const recorded = await live.value((c) => c.record(absoluteFile(name()), { silenceSeconds: 1 }), undefined, {
        media: 'silence',
      });
      expect(recorded.kind).toBe('silence');
    });

    test('keeps what a caller said who hung up, unless told not to', async () => {
      const kept = await live.value(
        (c) => c.record(absoluteFile(name()), { beep: false }),
        hangsUp('Record', 800),
        speaks,
      );
      expect(kept.kind).toBe('hungUp');
      expect(size(`${kept.file}.wav`)).toBeGreaterThan(5_000);
      const { outcome } = await live.run(
        (c) => c.record(absoluteFile(name()), { beep: false, keepAfterHangup: false }),
        hangsUp('Record', 800),
        speaks,
      );
      expect(outcome).toEqual({ status: 'rejected', reason: expect.any(HangUpError) });
    });

    test('fails for a format that this Asterisk does not know', async () => {
      const { outcome } = await live.run((c) => c.record(absoluteFile(name()), { format: 'nope', beep: false }));
      expect(outcome).toEqual({ status: 'rejected', reason: expect.any(CommandError) });
    });

    test('is what RECORD FILE is not: that takes %d as it stands', async () => {
      const folder = live.asterisk.spoolFolder;
      const left = await live.value(
        async (c) => {
          await c.recordFile(absoluteFile(`${folder}/plain-%d`), { maxDurationMs: 500, beep: false });
          return c.getVariable('RECORDED_FILE');
        },
        undefined,
        speaks,
      );
      expect(left).toBeUndefined();
      expect(size(`${folder}/plain-%d.wav`)).toBeGreaterThan(1_000);
    });
  });

  describe('mixMonitor', () => {
    test('records both sides beside what follows, and one side each', async () => {
      const folder = live.asterisk.spoolFolder;
      const recording = await live.value(
        async (c) => {
          const started = await c.mixMonitor(absoluteFile(`${folder}/talk/both`), {
            heardFile: absoluteFile(`${folder}/talk/heard`),
            spokenFile: absoluteFile(`${folder}/talk/spoken`),
          });
          await c.dial('Local/ann@office/n', { ringTimeoutMs: 5_000 });
          await c.stopMixMonitor(started);
          await pause(200);
          return started;
        },
        undefined,
        { media: 'tone' },
      );
      expect(recording).toEqual({ id: expect.stringMatching(/./), file: `${folder}/talk/both.wav` });
      expect(size(recording.file)).toBeGreaterThan(10_000);
      expect(size(`${folder}/talk/heard.wav`)).toBeGreaterThan(1_000);
      expect(size(`${folder}/talk/spoken.wav`)).toBeGreaterThan(40);
    });

    test('stops all of them, appends, and goes into the spool by itself', async () => {
      const file = await live.value(
        async (c) => {
          const first = await c.mixMonitor('calls/one', { onlyBridged: true });
          const second = await c.mixMonitor('calls/two', { format: 'gsm', append: true });
          expect(second.id).not.toBe(first.id);
          await pause(500);
          await c.stopMixMonitor();
          return second.file;
        },
        undefined,
        { media: 'tone' },
      );
      expect(file).toBe(`${live.asterisk.spoolFolder}/monitor/calls/two.gsm`);
      await expect.poll(() => size(file)).toBeGreaterThan(100);
    });
  });
});
