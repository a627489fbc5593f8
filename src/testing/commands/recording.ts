import type { CallContext } from '../call-context.js';
import { type Course, wait } from '../course.js';
import { playFile } from '../play.js';
import { msOfSamples, wholeFrames } from '../samples.js';
import { readInteger } from '../words.js';
import { codeOf, defineVirtualCommand, failure, result, USAGE } from './define-virtual-command.js';

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
/** What a key that stops a recording takes away at its end: most of the tone. */
const KEY_CUT_MS = 200;
/** What stays of the silence that ended a recording. */
const SILENCE_KEPT_MS = 1_000;

export const recordFile = defineVirtualCommand('RECORD FILE', {
  usage: '<filename> <format> <escape digits> <timeout> [<offset samples>] [BEEP] [s=<silence>]',
  args: [4, Infinity],
  *run(call, [name = '', format = '', keys = '', timeout, ...options]) {
    const limitMs = readInteger(timeout);
    if (limitMs === undefined) return USAGE;
    const { offset, hasBeep, silenceMs } = readOptions(options);
    if (hasBeep) {
      const beep = yield* playFile(call, 'beep', { keys });
      if (beep.end === 'key') return result(`${codeOf(beep.key)} (randomerror) endpos=0`);
      if (beep.end === 'missing' || beep.end === 'hangup') return failure('-1 (randomerror) endpos=0');
    }
    // Only now does Asterisk try to make the file.
    if (!FORMATS.has(format) || isUnwritable(call, name)) return failure('-1 (writefile)');
    const recorded = yield* record(call, keys, limitMs < 0 ? Infinity : limitMs, silenceMs);
    const endpos = offset + wholeFrames(recorded.keptMs);
    call.asterisk.recordings.set(name, { format, durationMs: msOfSamples(endpos) });
    call.tell({ kind: 'recorded', name, durationMs: msOfSamples(endpos) });
    const text = `${recorded.result} endpos=${endpos}`;
    return recorded.result.startsWith('-1') ? failure(text) : result(text);
  },
});

interface Recorded {
  readonly result: string;
  readonly keptMs: number;
}

function* record(call: CallContext, keys: string, limitMs: number, silenceMs: number): Course<Recorded> {
  const { clock } = call.asterisk;
  const { channel } = call;
  const { audio } = channel;
  const startMs = clock.nowMs();
  const sentBeforeMs = audio.sentMs;
  // Nobody is heard before the call is answered.
  const heardMs = () => (channel.isAnswered ? audio.sentMs - sentBeforeMs : 0);
  for (;;) {
    const recordedMs = clock.nowMs() - startMs;
    const keptMs = heardMs();
    const leftMs = limitMs - recordedMs;
    const silentMs = Math.min(audio.silentMs, recordedMs);
    // Silence is heard in audio; without any it is never noticed.
    const hearsSilence = silenceMs > 0 && audio.isSending && channel.isAnswered;
    if (leftMs <= 0) return { result: '0 (timeout)', keptMs };
    if (hearsSilence && silentMs >= silenceMs) {
      // What stands where a key would is the time that was left, in milliseconds.
      const left = Number.isFinite(leftMs) ? Math.round(leftMs) : 0;
      return { result: `${left} (timeout)`, keptMs: keptMs - Math.max(0, silenceMs - SILENCE_KEPT_MS) };
    }
    const forMs = Math.min(leftMs, hearsSilence ? silenceMs - silentMs : Infinity);
    const happening = yield* wait({ forMs, keys, noticesAudio: true });
    const sentMs = heardMs();
    if (happening.kind === 'hangup') return { result: '-1 (hangup)', keptMs: sentMs };
    if (happening.kind === 'key') {
      return { result: `${codeOf(happening.key)} (dtmf)`, keptMs: Math.max(0, sentMs - KEY_CUT_MS) };
    }
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
