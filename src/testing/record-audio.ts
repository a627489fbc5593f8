import type { CallContext } from './call-context.js';
import { type TimedProcess, wait } from './timed-process.js';

/** When a recording ends. */
export interface RecordingLimits {
  /** Keys that end it. */
  readonly keys: string;
  readonly limitMs: number;
  /** Silence that ends it, milliseconds; 0 for none. */
  readonly silenceMs: number;
}

/** How a recording ended, and how much of it stays. */
export type RecordedAudio = { readonly keptMs: number } & (
  | { readonly why: 'limit' | 'hangup' }
  | { readonly why: 'silence'; readonly leftMs: number }
  | { readonly why: 'key'; readonly key: string }
);

/** What a key that stops a recording takes away at its end: most of the tone. */
const KEY_CUT_MS = 200;
/** What stays of the silence that ended a recording. */
const SILENCE_KEPT_MS = 1_000;

/** @internal Records what the caller sends. */
export function* recordAudio(call: CallContext, limits: RecordingLimits): TimedProcess<RecordedAudio> {
  const { keys, limitMs, silenceMs } = limits;
  const { clock } = call.asterisk;
  const { channel } = call;
  const { audio } = channel;
  const startMs = clock.nowMs();
  const sentBeforeMs = audio.sentMs;
  // Nobody is heard before the call is answered.
  const heardMs = () => (channel.isAnswered ? audio.sentMs - sentBeforeMs : 0);
  for (;;) {
    const recordedMs = clock.nowMs() - startMs;
    const leftMs = limitMs - recordedMs;
    const silentMs = Math.min(audio.silentMs, recordedMs);
    // Silence is heard in audio; without any it is never noticed.
    const hearsSilence = silenceMs > 0 && audio.isSending && channel.isAnswered;
    if (leftMs <= 0) return { why: 'limit', keptMs: heardMs() };
    if (hearsSilence && silentMs >= silenceMs) {
      return { why: 'silence', leftMs, keptMs: heardMs() - Math.max(0, silenceMs - SILENCE_KEPT_MS) };
    }
    const forMs = Math.min(leftMs, hearsSilence ? silenceMs - silentMs : Infinity);
    const happening = yield* wait({ forMs, keys, noticesAudio: true });
    if (happening.kind === 'hangup') return { why: 'hangup', keptMs: heardMs() };
    if (happening.kind === 'key') {
      return { why: 'key', key: happening.key, keptMs: Math.max(0, heardMs() - KEY_CUT_MS) };
    }
  }
}
