import { NO_APPLICATION } from '../../core/applications/run-application.js';
import { absoluteFile } from '../../core/checked-file.js';
import type { AgiChannel } from '../../core/channel.js';
import type { RecordFileOptions, RecordFileResult } from '../../core/commands/media.js';
import { HangUpError } from '../../errors/hang-up-error.js';
import { CommandError } from '../../errors/offhook-error.js';
import type { Conversation } from './conversation.js';
import type { PromptItem } from '../prompt.js';

/** One recording: what is heard before, and how it is made. */
export interface RecordingRequest {
  readonly prompt: readonly PromptItem[];
  /** Absolute path without extension. */
  readonly file: string;
  readonly options: RecordFileOptions;
}

/** How a recording ended, by itself or because the file could not be created. */
export type RecordingOutcome = Exclude<RecordFileResult, { kind: 'keyInBeep' }> | { readonly kind: 'cannotWrite' };

/**
 * Records what the caller says. Keys typed ahead were meant for something else: they end the prompt at most, and no recording.
 *
 * @throws HangUpError when the caller left before it began
 */
export async function record(
  { prompt, file, options }: RecordingRequest,
  conversation: Conversation,
): Promise<RecordingOutcome> {
  conversation.forgetKeys();
  await conversation.play(prompt);
  try {
    const taken = await conversation.recordFile(absoluteFile(file), options);
    if (taken.kind !== 'keyInBeep') return taken;
  } catch (error) {
    if (failedIn('writefile', error) || isWithoutCodec(error)) return { kind: 'cannotWrite' };
    if (!failedIn('randomerror', error)) throw error;
    conversation.onMissingSound('beep');
  }
  // The caller knows that they are to speak, or there is no beep to say so: without one nothing but the caller can end it.
  return record({ prompt: [], file, options: { ...options, beep: false } }, conversation);
}

/** What Asterisk says in parentheses about a recording that did not begin. */
const failedIn = (what: string, error: unknown) => hasFailed(error) && error.fields.reply.includes(`(${what})`);

/** Asterisk has no codec for the format: no length is less than nothing. */
const isWithoutCodec = (error: unknown) => hasFailed(error) && error.fields.reply.endsWith('endpos=-1');

const hasFailed = (error: unknown): error is CommandError<'AGI_COMMAND_FAILED'> =>
  error instanceof CommandError && error.code === 'AGI_COMMAND_FAILED';

/** A recording that is not wanted. */
export interface DiscardedRecording {
  readonly request: RecordingRequest;
  /** The file with its extension. */
  readonly path: string;
}

type Remover = Pick<AgiChannel, 'exec' | 'recordFile'>;

/**
 * Removes a recording, also of a caller who has left, and without a shell: AGI has no command that removes a file. Asterisk
 * removes what has the same name in other formats, too.
 *
 * Without the module app_minivm a caller who is there leaves an empty file: it is recorded over, at times with the 20 ms that
 * come before Asterisk looks at the time. One who has left leaves none: Record throws away what it could not begin.
 *
 * @see Asterisk: MinivmDelete, Record
 */
export async function removeRecording({ request, path }: DiscardedRecording, channel: Remover): Promise<void> {
  try {
    // It answers -1, whatever came of it.
    await channel.exec('MinivmDelete', request.file);
  } catch (error) {
    if (!hasFailed(error) || !error.fields.reply.endsWith(`result=${NO_APPLICATION}`)) throw error;
    await recordOver(request, path, channel);
  }
}

async function recordOver(
  { file, options: { format } }: RecordingRequest,
  path: string,
  channel: Remover,
): Promise<void> {
  const nothing = { ...(format && { format }), escapeDigits: '', maxDurationMs: 1, beep: false };
  await channel.recordFile(absoluteFile(file), nothing).catch(async (error: unknown) => {
    if (!(error instanceof HangUpError)) throw error;
    await channel.exec('Record', path, '', '1', 'q');
  });
}
