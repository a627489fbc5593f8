import type { CallContext } from '../call-context.js';
import { playFile } from '../play.js';
import { type RecordedAudio, recordAudio } from '../record-audio.js';
import { msOfSamples, wholeFrames } from '../samples.js';
import { readInteger } from '../words.js';
import { asciiOfKey, defineVirtualCommand, failure, result, USAGE } from './define-virtual-command.js';

const FORMATS = new Set([
  'wav',
  'wav49',
  'WAV',
  'gsm',
  'ulaw',
  'ul',
  'alaw',
  'al',
  'pcm',
  'mu',
  'sln',
  'sln16',
  'slin',
  'raw',
  'g722',
]);
export const recordFile = defineVirtualCommand('RECORD FILE', {
  usage: '<filename> <format> <escape digits> <timeout> [<offset samples>] [BEEP] [s=<silence>]',
  args: [4, Infinity],
  *run(call, [name = '', format = '', keys = '', timeout, ...options]) {
    const limitMs = readInteger(timeout);
    if (limitMs === undefined) return USAGE;
    const { offset, hasBeep, silenceMs } = readOptions(options);
    if (hasBeep) {
      const beep = yield* playFile(call, 'beep', { keys });
      if (beep.end === 'key') return result(`${asciiOfKey(beep.key)} (randomerror) endpos=0`);
      if (beep.end === 'missing' || beep.end === 'hangup') return failure('-1 (randomerror) endpos=0');
    }
    // Only now does Asterisk try to make the file.
    if (!FORMATS.has(format) || isUnwritable(call, name)) return failure('-1 (writefile)');
    const recorded = yield* recordAudio(call, { keys, limitMs: limitMs < 0 ? Infinity : limitMs, silenceMs });
    const endpos = offset + wholeFrames(recorded.keptMs);
    call.asterisk.recordings.set(name, { format, durationMs: msOfSamples(endpos) });
    call.tell({ kind: 'recorded', name, durationMs: msOfSamples(endpos) });
    const text = `${resultOf(recorded)} endpos=${endpos}`;
    return recorded.why === 'hangup' ? failure(text) : result(text);
  },
});

/** What stands before the position. */
function resultOf(recorded: RecordedAudio): string {
  switch (recorded.why) {
    case 'limit':
      return '0 (timeout)';
    case 'silence':
      // What stands where a key would is the time that was left, in milliseconds.
      return `${Number.isFinite(recorded.leftMs) ? Math.round(recorded.leftMs) : 0} (timeout)`;
    case 'hangup':
      return '-1 (hangup)';
    case 'key':
      return `${asciiOfKey(recorded.key)} (dtmf)`;
  }
}

/** The optional arguments, decided as res_agi does: by what an argument looks like and where it stands. */
function readOptions(options: readonly string[]): { offset: number; hasBeep: boolean; silenceMs: number } {
  const [first, second] = options;
  const offset = readInteger(first);
  const isBeep = (text: string | undefined) => text !== undefined && !text.startsWith('s=');
  const [, seconds] = /^[^s]*s=(\d+)/.exec(options.slice(0, 3).find((text) => text.includes('s')) ?? '') ?? [];
  return {
    offset: Math.max(0, offset ?? 0),
    hasBeep: (offset === undefined && isBeep(first)) || isBeep(second),
    silenceMs: Number(seconds ?? 0) * 1000,
  };
}

const isUnwritable = ({ asterisk }: CallContext, name: string) =>
  asterisk.unwritable.some((folder) => name.startsWith(`${folder}/`));
