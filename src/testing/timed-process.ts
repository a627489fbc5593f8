import type { ScriptedReply } from './scripted-replies.js';
import type { SpeechResult } from './speech-engine.js';

/** One wait of a command that takes time. */
export interface Wait {
  /** Milliseconds; Infinity for ever. */
  readonly forMs: number;
  /** Keys that end it; others pressed meanwhile are lost. Default none. */
  readonly keys?: string;
  /** A byte from the app ends it. Default false. */
  readonly isInterruptible?: boolean;
  /** A stop of AMI's ControlPlayback ends it. Default false. */
  readonly isStoppable?: boolean;
  /** It ends, to begin again, when the caller's side begins or stops to send audio. Default false. */
  readonly noticesAudio?: boolean;
  /** A tone that begins ends it, and is not heard. Default false. */
  readonly noticesTones?: boolean;
  /** A text that the caller sends ends it. Default false. */
  readonly takesText?: boolean;
  /** Something that the speech engine understood ends it. Default false. */
  readonly takesSpeech?: boolean;
  /** The end of the leg that is sent through AGI() ends it, and a hang-up does not. Default false. */
  readonly takesLegEnd?: boolean;
  /** The reply that a script left out ends it, or the end of the connection, and a hang-up does not. Default false. */
  readonly takesReply?: boolean;
}

/** What ended a wait. */
export type WaitEnd =
  | { readonly kind: 'elapsed' }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'speech'; readonly results: readonly SpeechResult[] }
  | { readonly kind: 'audio' }
  | { readonly kind: 'tone' }
  /** `gosubResult`: what its routine of the dialplan left in GOSUB_RESULT. */
  | { readonly kind: 'legEnd'; readonly gosubResult: string }
  /** `reply`: to the command that a script left without one. */
  | { readonly kind: 'reply'; readonly reply: ScriptedReply }
  | { readonly kind: 'hangup' }
  | { readonly kind: 'stopped' }
  /** `isLost`: not by the next command, but by the end of the connection. */
  | { readonly kind: 'interrupted'; readonly isLost?: boolean };

/**
 * What a command or an application does that takes time, as a process of a simulation: `yield` waits. A generator and not a
 * promise, because it goes on within the event that woke it, so that the order of things never depends on the event loop.
 */
export type TimedProcess<Result> = Generator<Wait, Result, WaitEnd>;

/** Every key there is, those of few telephones too. */
export const EVERY_KEY = '0123456789*#ABCD';

/** Waits; nothing to wait is over at once. */
export function* wait(request: Wait): TimedProcess<WaitEnd> {
  return request.forMs > 0 ? yield request : { kind: 'elapsed' };
}

/** @internal Whether a hang-up does not end this wait. */
export const outlastsHangup = (running: Wait | undefined): boolean =>
  running?.takesLegEnd === true || running?.takesReply === true;

/** @internal Tells what takes time from what is known at once. */
export function isTimedProcess<Result extends object | number>(
  value: Result | TimedProcess<Result>,
): value is TimedProcess<Result> {
  return typeof value === 'object' && 'next' in value;
}
