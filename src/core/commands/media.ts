import { byResult, done, endPosition, failedOrHungUp, keyOf, notPlayed, numberOf } from '../codecs.js';
import { type FileName, fileName, writtenFile } from '../checked-file.js';
import { type EscapeDigits, type Key, keyList, LARGEST_INT, MAX_SECONDS, oneKey, wholeNumber } from '../values.js';
import { type CommandAnswer, defineCommand } from './define-command.js';

/** How STREAM FILE ended. Positions are samples, 8,000 a second for the usual formats. */
export type StreamFileResult =
  | { readonly kind: 'finished'; readonly endSamples: number }
  | { readonly kind: 'key'; readonly key: Key; readonly endSamples: number }
  | { readonly kind: 'notPlayed'; readonly file: string };

/**
 * Plays a sound file.
 *
 * @param file - name below the sounds folder, without extension; or what absoluteFile and soundUrl give
 * @param escapeDigits - keys that stop it; default '' (none, as pystrix: nobody loses a sound by accident)
 * @param offsetSamples - where to begin, from 0; past the end it is finished at once; default: the beginning (as Asterisk)
 * @returns `finished`, `key` with the key and where it stopped in samples, or `notPlayed` when there is no such file or the channel cannot play it
 * @throws HangUpError when the caller hangs up or is gone
 * @remarks A missing file and a hang-up are both -1; a missing one marks the AGI as FAILURE in AGISTATUS. Keys that are not
 * in the list are lost. A sound stops when a key is released, not when it is pressed. It does not answer the call.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/stream_file | Asterisk: STREAM FILE}
 * @example
 * const played = await channel.streamFile('demo-congrats', '0123456789*#');
 * if (played.kind === 'key') console.log(played.key, played.endSamples);
 */
export const streamFile = defineCommand('STREAM FILE', {
  encode: (file: FileName, escapeDigits: EscapeDigits = '', offsetSamples?: number) => ({
    file: fileName('STREAM FILE', 'file', file),
    escapeDigits: keyList('STREAM FILE', 'escapeDigits', escapeDigits),
    offsetSamples:
      offsetSamples === undefined ? undefined : wholeNumber('STREAM FILE', 'offsetSamples', offsetSamples, 0),
  }),
  decode: (answer): StreamFileResult | Promise<StreamFileResult> => {
    const endSamples = endPosition(answer);
    if (answer.result === '-1') return notPlayed(answer);
    if (answer.result === '0') return { kind: 'finished', endSamples };
    return { kind: 'key', key: keyOf(answer), endSamples };
  },
  interrupted: 'silently',
});

/** How CONTROL STREAM FILE ended. Positions are milliseconds. */
export type ControlStreamFileResult =
  | { readonly kind: 'finished' }
  | { readonly kind: 'key'; readonly key: Key; readonly endMs: number }
  /** Stopped from outside, by AMI's ControlPlayback. */
  | { readonly kind: 'stopped'; readonly endMs: number }
  | { readonly kind: 'notPlayed'; readonly file: string };

/** How the caller steers CONTROL STREAM FILE. */
export interface ControlStreamFileOptions {
  readonly skipMs?: number;
  readonly forwardKey?: Key;
  readonly rewindKey?: Key;
  readonly pauseKey?: Key;
  readonly offsetMs?: number;
}

/**
 * Plays a sound file in which the caller can go forward and back, and pause.
 *
 * @param file - as for streamFile; `name:end` begins at the end
 * @param escapeDigits - keys that stop it; default '' (none, as streamFile)
 * @param options.skipMs - how far forward and back go, milliseconds from 1; default 3000 (as Asterisk)
 * @param options.forwardKey - goes forward; default '#' (as Asterisk)
 * @param options.rewindKey - goes back; default '*' (as Asterisk)
 * @param options.pauseKey - pauses and goes on; default: none (as Asterisk)
 * @param options.offsetMs - where to begin, milliseconds; negative counts from the end; default: the beginning (as Asterisk)
 * @returns `finished`, `key` with the key and where it stopped, `stopped` when AMI ended it, or `notPlayed`
 * @throws HangUpError when the caller hangs up or is gone
 * @remarks Counts in milliseconds where STREAM FILE counts in samples. Forward and rewind cannot be switched off: Asterisk
 * takes an empty key as its default. Sets CPLAYBACKSTATUS, CPLAYBACKSTOPKEY and CPLAYBACKOFFSET.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/control_stream_file | Asterisk: CONTROL STREAM FILE}
 * @example
 * const heard = await channel.controlStreamFile('voicemail/long', '0', { skipMs: 10_000, pauseKey: '5' });
 */
export const controlStreamFile = defineCommand('CONTROL STREAM FILE', {
  encode: (file: FileName, escapeDigits: EscapeDigits = '', options: ControlStreamFileOptions = {}) => {
    const { skipMs = 3000, forwardKey = '#', rewindKey = '*', pauseKey, offsetMs = 0 } = options;
    const verb = 'CONTROL STREAM FILE';
    return {
      file: fileName(verb, 'file', file),
      escapeDigits: keyList(verb, 'escapeDigits', escapeDigits),
      skipMs: wholeNumber(verb, 'skipMs', skipMs, 1),
      forwardKey: oneKey(verb, 'forwardKey', forwardKey),
      rewindKey: oneKey(verb, 'rewindKey', rewindKey),
      pauseKey: pauseKey === undefined ? '' : oneKey(verb, 'pauseKey', pauseKey),
      offsetMs: wholeNumber(verb, 'offsetMs', offsetMs, -LARGEST_INT),
    };
  },
  decode: (answer): ControlStreamFileResult | Promise<ControlStreamFileResult> => {
    const endMs = endPosition(answer);
    if (answer.result === '-1') return notPlayed(answer);
    if (answer.result === '0') return endMs === -1 ? { kind: 'finished' } : { kind: 'stopped', endMs };
    return { kind: 'key', key: keyOf(answer), endMs };
  },
});

/** A format that Asterisk records in; any other it has a module for is accepted too. */
export type RecordingFormat =
  | 'sln'
  | 'g723'
  | 'g729'
  | 'gsm'
  | 'alaw'
  | 'ulaw'
  | 'vox'
  | 'wav'
  // Keeps the names above in the editor's list.
  | (string & {});

/** How RECORD FILE ended. The length is that of the file, an earlier part it was appended to included. */
export type RecordFileResult =
  /** There is a recording. `hungUp`: the caller left while recording; the file is there, the call is over. */
  | { readonly kind: 'key'; readonly key: Key; readonly endSamples: number; readonly durationMs: number }
  | { readonly kind: 'silence' | 'timeLimit' | 'hungUp'; readonly endSamples: number; readonly durationMs: number }
  /** A key in the beep ended it before it began: nothing was recorded. */
  | { readonly kind: 'keyInBeep'; readonly key: Key };

/** How RECORD FILE records. */
export interface RecordFileOptions {
  readonly format?: RecordingFormat;
  readonly escapeDigits?: EscapeDigits;
  readonly maxDurationMs?: number;
  readonly beep?: boolean;
  readonly silenceSeconds?: number;
  readonly offsetSamples?: number;
}

/** Asterisk counts down to the limit and says what was left: less than a frame is the limit, more was silence. */
const FRAME_MS = 20;
const NO_LIMIT = -1;

/**
 * Records what the caller says into a file.
 *
 * @param file - name below the sounds folder, or what absoluteFile gives, without extension; overwritten when it exists
 * @param options.format - file format and extension; default 'wav' (as pystrix: plays everywhere)
 * @param options.escapeDigits - keys that end it; default '' (none, as pystrix)
 * @param options.maxDurationMs - longest recording, milliseconds from 1; default: no limit (as pystrix)
 * @param options.beep - whether a beep asks the caller to speak; default true (as pystrix)
 * @param options.silenceSeconds - silence that ends it, whole seconds from 1; default: none (as Asterisk)
 * @param options.offsetSamples - appends to an existing file, cut there, samples from 1; default: a new file (as Asterisk)
 * @returns why it ended: `key`, `silence`, `timeLimit` or `hungUp`, with the length; `keyInBeep` when a key came during the beep and nothing was recorded
 * @throws CommandError when the file cannot be created, the format is unknown or has no codec, or the beep is missing; HangUpError when the caller was gone before the recording began
 * @remarks A hang-up is a result here, because the file exists; whatever follows rejects with a HangUpError. Silence and
 * the time limit are told apart by the milliseconds that were left. Only received audio counts: 0 when the caller sends
 * none. The last 200 ms before a key are cut off, and all but a second of the silence that ended it. `%d` in the name
 * stays as it is: only the application Record counts up there and sets RECORDED_FILE, `channel.record(...)`.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/record_file | Asterisk: RECORD FILE}
 * @example
 * const recorded = await channel.recordFile('msg-1', { escapeDigits: '#', maxDurationMs: 60_000, silenceSeconds: 3 });
 */
export const recordFile = defineCommand('RECORD FILE', {
  encode: (file: FileName, options: RecordFileOptions = {}) => {
    const {
      format = 'wav',
      escapeDigits = '',
      maxDurationMs = NO_LIMIT,
      beep = true,
      silenceSeconds,
      offsetSamples,
    } = options;
    const verb = 'RECORD FILE';
    // Asterisk tells the optional arguments apart by what they look like: those left out leave no gap.
    return {
      file: writtenFile(verb, 'file', file),
      format,
      escapeDigits: keyList(verb, 'escapeDigits', escapeDigits),
      maxDurationMs:
        maxDurationMs === NO_LIMIT
          ? NO_LIMIT
          : wholeNumber(verb, 'maxDurationMs', maxDurationMs, 1, undefined, '0 records nothing'),
      ...(offsetSamples !== undefined && { offsetSamples: wholeNumber(verb, 'offsetSamples', offsetSamples, 1) }),
      ...(beep && { beep: 'BEEP' }),
      ...(silenceSeconds !== undefined && {
        silenceSeconds: `s=${wholeNumber(verb, 'silenceSeconds', silenceSeconds, 1, MAX_SECONDS)}`,
      }),
    };
  },
  decode: (answer): RecordFileResult | Promise<RecordFileResult> => {
    switch (/^\((\w+)\)/.exec(answer.rest)?.[1]) {
      case 'dtmf':
        return { kind: 'key', key: keyOf(answer), ...recordedLength(answer) };
      case 'timeout':
        return { kind: endedBySilence(answer) ? 'silence' : 'timeLimit', ...recordedLength(answer) };
      case 'hangup':
        return { kind: 'hungUp', ...recordedLength(answer) };
      case 'randomerror':
        if (answer.result !== '-1') return { kind: 'keyInBeep', key: keyOf(answer) };
        return failedOrHungUp('the beep could not be played')(answer);
      case 'writefile':
        throw answer.failed('the file could not be created, or this Asterisk does not know the format');
      default:
        if (answer.result !== '-1') throw answer.unexpected();
        return failedOrHungUp('the recording failed')(answer);
    }
  },
});

/**
 * Starts or stops music on hold.
 *
 * @param isOn - whether it plays
 * @param musicClass - the class of musiconhold.conf; default: the channel's (as Asterisk)
 * @throws HangUpError when the caller is gone
 * @remarks Asterisk answers the same for a class that does not exist; then there is silence. A sound stops the music.
 * @see {@link https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/set_music | Asterisk: SET MUSIC}
 * @example
 * await channel.setMusic(true, 'jazz');
 */
export const setMusic = defineCommand('SET MUSIC', {
  encode: (isOn: boolean, musicClass?: string) => ({ isOn: isOn ? 'ON' : 'OFF', musicClass }),
  decode: byResult<void>({ '0': done }),
  answersAtOnce: true,
});

function endedBySilence(answer: CommandAnswer): boolean {
  const leftMs = numberOf(answer);
  if (answer.args.silenceSeconds === undefined) return false;
  return answer.args.maxDurationMs === NO_LIMIT || leftMs >= FRAME_MS;
}

function recordedLength(answer: CommandAnswer): { readonly endSamples: number; readonly durationMs: number } {
  const endSamples = endPosition(answer);
  if (endSamples < 0) {
    throw answer.failed(
      'nothing was recorded: this Asterisk knows the format, and has no codec that makes it of what the caller sends',
    );
  }
  return { endSamples, durationMs: Math.round((endSamples * 1000) / samplesPerSecond(String(answer.args.format))) };
}

function samplesPerSecond(format: string): number {
  if (format === 'wav16' || format === 'g722') return 16_000;
  const kilohertz = /^slin?(\d+)$|^sln(\d+)$/.exec(format);
  if (kilohertz === null) return 8_000;
  const thousands = Number(kilohertz[1] ?? kilohertz[2]);
  return thousands === 44 ? 44_100 : thousands * 1000;
}
