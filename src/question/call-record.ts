import { absoluteFile } from '../core/checked-file.js';
import type { Recording, RecordOptions, RecordResult } from '../call/recording.js';
import { type DiscardedRecording, record, type RecordingOutcome } from '../dialog/line/record.js';
import { HangUpError } from '../errors/hang-up-error.js';
import { type CompiledRecording, compileRecording } from './compile-recording.js';
import type { AskContext } from './ask-context.js';
import { callMenu } from './call-menu.js';

/** What `call.record` needs of its call. */
export interface RecordContext extends AskContext {
  readonly discard: (discarded: DiscardedRecording) => Promise<void>;
  /** Runs for a recording that the caller left behind by hanging up. */
  readonly onRecordingLeft: (recording: Recording) => void;
}

const ENDED_BY = { key: 'key', silence: 'silence', timeLimit: 'limit' } as const;

/** `call.record`: what the caller says; where they are to judge it, until they are content. */
export async function callRecord(options: RecordOptions, context: RecordContext): Promise<RecordResult> {
  const { request, path, onHangup, onRecorded, review } = compileRecording(options);
  const { questionContext, signal, discard, onRecordingLeft } = context;
  signal.throwIfAborted();
  /** What lies in the file and is neither accepted nor cancelled. */
  let recording: Recording | undefined;
  try {
    for (;;) {
      // In turn: it is a conversation.
      const outcome = await record(request, questionContext.conversation);
      if (outcome.kind === 'cannotWrite') return { kind: 'failed', reason: 'cannotWrite' };
      const made = { file: request.file, durationMs: outcome.durationMs };
      recording = made;
      await onRecorded?.(made);
      const verdict = await judge(outcome, request.file, review, context);
      if (verdict === 'again') continue;
      recording = undefined;
      if (verdict !== 'cancel') return { kind: 'recorded', ...made, endedBy: verdict };
      await discard({ request, path });
      return { kind: 'cancelled' };
    }
  } catch (error) {
    const hasLeft = error instanceof HangUpError || signal.aborted;
    if (recording !== undefined && hasLeft) {
      if (onHangup === 'keep') onRecordingLeft(recording);
      else await discard({ request, path });
    }
    throw error;
  }
}

type Made = Exclude<RecordingOutcome, { kind: 'cannotWrite' }>;

/** What becomes of a recording: it counts, and then what ended it; or the caller does not want it. */
async function judge(
  { kind }: Made,
  file: string,
  review: CompiledRecording['review'],
  context: RecordContext,
): Promise<'key' | 'silence' | 'limit' | 'again' | 'cancel'> {
  const { conversation } = context.questionContext;
  if (kind === 'hungUp') {
    // Asterisk has answered, but may not have said HANGUP yet, or never will: what needs the caller finds out.
    await conversation.nextKey({ timeoutMs: 1, masked: false });
    throw context.signal.reason;
  }
  if (review === undefined) return ENDED_BY[kind];
  for (;;) {
    const { choice = 'accept' } = await callMenu(review, context);
    if (choice === 'accept') return ENDED_BY[kind];
    if (choice !== 'playBack') return choice;
    await conversation.play([absoluteFile(file)]);
  }
}
