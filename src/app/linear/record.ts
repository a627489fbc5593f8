import { absoluteFile } from '../../core/checked-file.js';
import type { Recording, RecordOptions, RecordResult, ReviewOptions } from '../../call/recording.js';
import { type Discarded, record, type Taken } from '../../dialog/record.js';
import { HangUpError } from '../../errors/hang-up-error.js';
import { compileRecording } from '../compile-recording.js';
import type { LinearContext } from './context.js';
import { linearMenu } from './menu.js';

/** What `call.record` needs of its call. */
export interface RecordContext extends LinearContext {
  readonly discard: (discarded: Discarded) => Promise<void>;
  /** Runs for a recording that the caller left behind by hanging up. */
  readonly onRecordingLeft: (recording: Recording) => void;
}

const ENDED_BY = { key: 'key', silence: 'silence', timeLimit: 'limit' } as const;

/** `call.record`: what the caller says; where they are to judge it, until they are content. */
export async function linearRecord(options: RecordOptions, context: RecordContext): Promise<RecordResult> {
  const { take, path, onHangup, onRecorded, review } = compileRecording(options);
  const { questionContext, signal, discard, onRecordingLeft } = context;
  signal.throwIfAborted();
  /** What lies in the file and is neither accepted nor cancelled. */
  let recording: Recording | undefined;
  try {
    for (;;) {
      // In turn: it is a conversation.
      const taken = await record(take, questionContext.conversation);
      if (taken.kind === 'cannotWrite') return { kind: 'failed', reason: 'cannotWrite' };
      const made = { file: take.file, durationMs: taken.durationMs };
      recording = made;
      await onRecorded?.(made);
      const verdict = await judge(taken, take.file, review, context);
      if (verdict === 'again') continue;
      recording = undefined;
      if (verdict !== 'cancel') return { kind: 'recorded', ...made, endedBy: verdict };
      await discard({ take, path });
      return { kind: 'cancelled' };
    }
  } catch (error) {
    const hasLeft = error instanceof HangUpError || signal.aborted;
    if (recording !== undefined && hasLeft) {
      if (onHangup === 'keep') onRecordingLeft(recording);
      else await discard({ take, path });
    }
    throw error;
  }
}

type Made = Exclude<Taken, { kind: 'cannotWrite' }>;

/** What becomes of a recording: it counts, and then what ended it; or the caller does not want it. */
async function judge(
  { kind }: Made,
  file: string,
  review: ReviewOptions | undefined,
  context: RecordContext,
): Promise<'key' | 'silence' | 'limit' | 'again' | 'cancel'> {
  const { conversation } = context.questionContext;
  if (kind === 'hungUp') {
    // Asterisk has answered, but may not have said HANGUP yet, or never will: what needs the caller finds out.
    await conversation.nextKey({ timeoutMs: 1, masked: false });
    throw context.signal.reason;
  }
  if (review === undefined) return ENDED_BY[kind];
  const { prompt, accept, playBack, again, cancel } = review;
  const keys = { [accept]: 'accept', [playBack]: 'playBack', [again]: 'again' } as const;
  const choices = cancel === undefined ? keys : { ...keys, [cancel]: 'cancel' as const };
  for (;;) {
    const { choice = 'accept' } = await linearMenu({ prompt, choices }, context);
    if (choice === 'accept') return ENDED_BY[kind];
    if (choice !== 'playBack') return choice;
    await conversation.play([absoluteFile(file)]);
  }
}
