import { absoluteFile } from '../../../src/core/checked-file.js';
import { type CommandCase, GONE, STILL_THERE } from '../support/conversation.js';

const DEFAULT_CONTROL = '3000 "#" "*" "" 0';

export const mediaCases: readonly CommandCase[] = [
  {
    call: (c) => c.streamFile('beep'),
    talk: ['> STREAM FILE "beep" ""', '< 200 result=0 endpos=3520'],
    gives: { kind: 'finished', endSamples: 3520 },
  },
  {
    call: (c) => c.streamFile('beep', '5#*', 800),
    talk: ['> STREAM FILE "beep" "5#*" 800', '< 200 result=53 endpos=5600'],
    gives: { kind: 'key', key: '5', endSamples: 5600 },
  },
  {
    call: (c) => c.streamFile('beep', [1, '2', '*#', 'A']),
    talk: ['> STREAM FILE "beep" "12*#A"', '< 200 result=65 endpos=1'],
    gives: { kind: 'key', key: 'A', endSamples: 1 },
  },
  {
    call: (c) => c.streamFile('no such'),
    talk: ['> STREAM FILE "no such" ""', '< 200 result=-1 endpos=0', ...STILL_THERE],
    gives: { kind: 'notPlayed', file: 'no such' },
  },
  {
    call: (c) => c.streamFile('beep'),
    talk: ['> STREAM FILE "beep" ""', '< 200 result=-1 endpos=8000', ...GONE],
    fails: ['HangUpError', /STREAM FILE/],
  },
  {
    call: (c) => c.streamFile('beep'),
    talk: ['> STREAM FILE "beep" ""', '< 200 result=-1 endpos=8000', '< HANGUP'],
    fails: ['HangUpError', /STREAM FILE/],
  },
  {
    call: (c) => c.streamFile('beep'),
    talk: ['> STREAM FILE "beep" ""', '< HANGUP', '< 200 result=-1 endpos=0'],
    fails: ['HangUpError', /STREAM FILE/],
  },
  { call: (c) => c.streamFile('beep'), talk: ['> STREAM FILE "beep" ""', '< 200 result=0'], fails: ['ProtocolError'] },
  {
    call: (c) => c.streamFile('beep'),
    talk: ['> STREAM FILE "beep" ""', '< 200 result=200 endpos=0'],
    fails: ['ProtocolError'],
  },
  {
    call: (c) => c.streamFile('beep', '12e'),
    talk: [],
    fails: ['ArgumentError', /STREAM FILE: escapeDigits is "12e", but only 0-9, \*, # and A-D are on a telephone/],
  },
  { call: (c) => c.streamFile('beep', [1.5]), talk: [], fails: ['ArgumentError', /escapeDigits is "1.5"/] },
  { call: (c) => c.streamFile('beep', '', -1), talk: [], fails: ['ArgumentError', /offsetSamples is "-1"/] },
  {
    call: (c) => c.streamFile('a\nHANGUP'),
    talk: [],
    fails: ['ArgumentError', /STREAM FILE: file is .* a line feed cannot be sent/],
  },

  {
    call: (c) => c.controlStreamFile('long'),
    talk: [`> CONTROL STREAM FILE "long" "" ${DEFAULT_CONTROL}`, '< 200 result=0 endpos=-1'],
    gives: { kind: 'finished' },
  },
  {
    call: (c) =>
      c.controlStreamFile('long', '89', {
        skipMs: 2000,
        forwardKey: '6',
        rewindKey: '4',
        pauseKey: '0',
        offsetMs: -3000,
      }),
    talk: ['> CONTROL STREAM FILE "long" "89" 2000 "6" "4" "0" -3000', '< 200 result=56 endpos=5640'],
    gives: { kind: 'key', key: '8', endMs: 5640 },
  },
  {
    call: (c) => c.controlStreamFile('long'),
    talk: [`> CONTROL STREAM FILE "long" "" ${DEFAULT_CONTROL}`, '< 200 result=0 endpos=720'],
    gives: { kind: 'stopped', endMs: 720 },
  },
  {
    call: (c) => c.controlStreamFile('none'),
    talk: [`> CONTROL STREAM FILE "none" "" ${DEFAULT_CONTROL}`, '< 200 result=-1 endpos=-1', ...STILL_THERE],
    gives: { kind: 'notPlayed', file: 'none' },
  },
  {
    call: (c) => c.controlStreamFile('long'),
    talk: [`> CONTROL STREAM FILE "long" "" ${DEFAULT_CONTROL}`, '< 200 result=-1 endpos=1000', ...GONE],
    fails: ['HangUpError'],
  },
  {
    call: (c) => c.controlStreamFile('long', '', { skipMs: 0 }),
    talk: [],
    fails: ['ArgumentError', /CONTROL STREAM FILE: skipMs is "0"/],
  },
  // A caller from JavaScript may write anything.
  {
    call: (c) => c.controlStreamFile('long', '', { pauseKey: '12' as '1' }),
    talk: [],
    fails: ['ArgumentError', /pauseKey is "12", but exactly one key is needed/],
  },

  {
    call: (c) => c.recordFile(absoluteFile('/tmp/a')),
    talk: ['> RECORD FILE "/tmp/a" "wav" "" -1 "BEEP"', '< 200 result=-1 (hangup) endpos=8000'],
    gives: { kind: 'hungUp', endSamples: 8000, durationMs: 1000 },
  },
  {
    call: (c) =>
      c.recordFile(absoluteFile('/tmp/a'), { format: 'gsm', escapeDigits: '#', maxDurationMs: 5000, beep: false }),
    talk: ['> RECORD FILE "/tmp/a" "gsm" "#" 5000', '< 200 result=35 (dtmf) endpos=4000'],
    gives: { kind: 'key', key: '#', endSamples: 4000, durationMs: 500 },
  },
  {
    call: (c) => c.recordFile(absoluteFile('/tmp/a'), { maxDurationMs: 10_000, offsetSamples: 80, silenceSeconds: 2 }),
    talk: ['> RECORD FILE "/tmp/a" "wav" "" 10000 80 "BEEP" "s=2"', '< 200 result=7580 (timeout) endpos=11360'],
    gives: { kind: 'silence', endSamples: 11_360, durationMs: 1420 },
  },
  {
    call: (c) => c.recordFile(absoluteFile('/tmp/a'), { beep: false, silenceSeconds: 2 }),
    talk: ['> RECORD FILE "/tmp/a" "wav" "" -1 "s=2"', '< 200 result=0 (timeout) endpos=0'],
    gives: { kind: 'silence', endSamples: 0, durationMs: 0 },
  },
  {
    call: (c) => c.recordFile(absoluteFile('/tmp/a'), { maxDurationMs: 1000, silenceSeconds: 2 }),
    talk: ['> RECORD FILE "/tmp/a" "wav" "" 1000 "BEEP" "s=2"', '< 200 result=1 (timeout) endpos=8000'],
    gives: { kind: 'timeLimit', endSamples: 8000, durationMs: 1000 },
  },
  // Asterisk looks at the clock once a frame of 20 ms.
  ...(
    [
      [19, 'timeLimit'],
      [20, 'silence'],
    ] as const
  ).map(([leftMs, kind]): CommandCase => ({
    call: (c) => c.recordFile('a', { maxDurationMs: 1000, silenceSeconds: 1 }),
    talk: ['> RECORD FILE "a" "wav" "" 1000 "BEEP" "s=1"', `< 200 result=${leftMs} (timeout) endpos=8000`],
    gives: { kind, endSamples: 8000, durationMs: 1000 },
  })),
  {
    call: (c) => c.recordFile(absoluteFile('/tmp/a'), { maxDurationMs: 1000, format: 'sln16' }),
    talk: ['> RECORD FILE "/tmp/a" "sln16" "" 1000 "BEEP"', '< 200 result=900 (timeout) endpos=16000'],
    gives: { kind: 'timeLimit', endSamples: 16_000, durationMs: 1000 },
  },
  {
    call: (c) => c.recordFile(absoluteFile('/tmp/a'), { format: 'sln44' }),
    talk: ['> RECORD FILE "/tmp/a" "sln44" "" -1 "BEEP"', '< 200 result=35 (dtmf) endpos=44100'],
    gives: { kind: 'key', key: '#', endSamples: 44_100, durationMs: 1000 },
  },
  {
    call: (c) => c.recordFile('a', { format: 'wav16' }),
    talk: ['> RECORD FILE "a" "wav16" "" -1 "BEEP"', '< 200 result=35 (dtmf) endpos=16000'],
    gives: { kind: 'key', key: '#', endSamples: 16_000, durationMs: 1000 },
  },
  {
    call: (c) => c.recordFile('a', { format: 'g722' }),
    talk: ['> RECORD FILE "a" "g722" "" -1 "BEEP"', '< 200 result=35 (dtmf) endpos=16000'],
    gives: { kind: 'key', key: '#', endSamples: 16_000, durationMs: 1000 },
  },
  {
    call: (c) => c.recordFile('a', { format: 'slin48' }),
    talk: ['> RECORD FILE "a" "slin48" "" -1 "BEEP"', '< 200 result=35 (dtmf) endpos=48000'],
    gives: { kind: 'key', key: '#', endSamples: 48_000, durationMs: 1000 },
  },
  {
    call: (c) => c.recordFile('a', { format: 'sln192' }),
    talk: ['> RECORD FILE "a" "sln192" "" -1 "BEEP"', '< 200 result=35 (dtmf) endpos=192000'],
    gives: { kind: 'key', key: '#', endSamples: 192_000, durationMs: 1000 },
  },
  {
    call: (c) => c.recordFile('a', { format: 'ulaw' }),
    talk: ['> RECORD FILE "a" "ulaw" "" -1 "BEEP"', '< 200 result=35 (dtmf) endpos=12'],
    gives: { kind: 'key', key: '#', endSamples: 12, durationMs: 2 },
  },
  {
    call: (c) => c.recordFile(absoluteFile('/tmp/a')),
    talk: ['> RECORD FILE "/tmp/a" "wav" "" -1 "BEEP"', '< 200 result=35 (randomerror) endpos=0'],
    gives: { kind: 'keyInBeep', key: '#' },
  },
  {
    call: (c) => c.recordFile(absoluteFile('/tmp/a')),
    talk: ['> RECORD FILE "/tmp/a" "wav" "" -1 "BEEP"', '< 200 result=-1 (randomerror) endpos=0', ...STILL_THERE],
    fails: ['CommandError', /the beep could not be played/],
  },
  {
    call: (c) => c.recordFile(absoluteFile('/tmp/a')),
    talk: ['> RECORD FILE "/tmp/a" "wav" "" -1 "BEEP"', '< 200 result=-1 (randomerror) endpos=0', ...GONE],
    fails: ['HangUpError'],
  },
  {
    call: (c) => c.recordFile(absoluteFile('/no/a')),
    talk: ['> RECORD FILE "/no/a" "wav" "" -1 "BEEP"', '< 200 result=-1 (writefile)'],
    fails: ['CommandError', /the file could not be created, or/],
  },
  {
    call: (c) => c.recordFile(absoluteFile('/tmp/a')),
    talk: ['> RECORD FILE "/tmp/a" "wav" "" -1 "BEEP"', '< 200 result=-1 (waitfor) endpos=0', ...STILL_THERE],
    fails: ['CommandError', /the recording failed/],
  },
  {
    call: (c) => c.recordFile(absoluteFile('/tmp/a')),
    talk: ['> RECORD FILE "/tmp/a" "wav" "" -1 "BEEP"', '< 200 result=-1', ...GONE],
    fails: ['HangUpError'],
  },
  {
    call: (c) => c.recordFile(absoluteFile('/tmp/a')),
    talk: ['> RECORD FILE "/tmp/a" "wav" "" -1 "BEEP"', '< 200 result=0 endpos=0'],
    fails: ['ProtocolError'],
  },
  {
    call: (c) => c.recordFile(absoluteFile('/tmp/a'), { maxDurationMs: 0 }),
    talk: [],
    fails: ['ArgumentError', /RECORD FILE: maxDurationMs is "0", .*0 records nothing/],
  },
  {
    call: (c) => c.recordFile(absoluteFile('/tmp/a'), { silenceSeconds: 0 }),
    talk: [],
    fails: ['ArgumentError', /silenceSeconds/],
  },

  { call: (c) => c.setMusic(true, 'jazz'), talk: ['> SET MUSIC "ON" "jazz"', '< 200 result=0'] },
  { call: (c) => c.setMusic(false), talk: ['> SET MUSIC "OFF"', '< 200 result=0'] },
  { call: (c) => c.setMusic(false), talk: ['> SET MUSIC "OFF"', '< 511 dead'], fails: ['HangUpError'] },
];
