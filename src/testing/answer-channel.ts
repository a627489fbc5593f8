import type { CallContext } from './call-context.js';
import { type TimedProcess, type WaitEnd, wait } from './timed-process.js';

/** Answering waits for the caller's first audio, a frame … */
const WITH_AUDIO_MS = 20;
/** … or so long when none comes. */
const WITHOUT_AUDIO_MS = 500;

/** @internal Answers a call that rings; one that is answered needs nothing. */
export function* answerChannel(call: CallContext): TimedProcess<WaitEnd> {
  if (call.channel.isAnswered || call.channel.isHungUp) return { kind: 'elapsed' };
  call.channel.answeredAtMs = call.asterisk.clock.nowMs();
  call.tell({ kind: 'answered' });
  const forMs = call.channel.audio.isSending ? WITH_AUDIO_MS : WITHOUT_AUDIO_MS;
  return yield* wait({ forMs, noticesAudio: true, noticesTones: true });
}
