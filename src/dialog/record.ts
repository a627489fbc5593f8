import type { AgiChannel } from '../core/channel.js';
import type { RecordFileOptions, RecordFileResult } from '../core/commands/media.js';
import { CommandError } from '../errors/offhook-error.js';
import type { Conversation } from './conversation.js';
import type { PromptItem } from './prompt.js';

/** One recording: what is heard before, and how it is made. */
export interface Take {
  readonly prompt: readonly PromptItem[];
  /** Absolute path without extension. */
  readonly file: string;
  readonly options: RecordFileOptions;
}

/** How a recording ended, by itself or because the file could not be created. */
export type Taken = Exclude<RecordFileResult, { kind: 'keyInBeep' }> | { readonly kind: 'cannotWrite' };

/**
 * Records what the caller says. Keys typed ahead were meant for something else: they end the prompt at most, and no recording.
 *
 * @throws HangUpError when the caller left before it began
 */
export async function record({ prompt, file, options }: Take, conversation: Conversation): Promise<Taken> {
  conversation.forgetKeys();
  await conversation.play(prompt);
  try {
    const taken = await conversation.recordFile(file, options);
    if (taken.kind !== 'keyInBeep') return taken;
  } catch (error) {
    if (failedIn('writefile', error)) return { kind: 'cannotWrite' };
    if (!failedIn('randomerror', error)) throw error;
    conversation.onMissingSound('beep');
  }
  // The caller knows that he is to speak, or there is no beep to tell him: without one nothing but the caller can end it.
  return record({ prompt: [], file, options: { ...options, beep: false } }, conversation);
}

/** What Asterisk says in parentheses about a recording that did not begin. */
const failedIn = (what: string, error: unknown) => hasFailed(error) && error.fields.reply.includes(`(${what})`);

const hasFailed = (error: unknown): error is CommandError<'AGI_COMMAND_FAILED'> =>
  error instanceof CommandError && error.code === 'AGI_COMMAND_FAILED';

/**
 * Removes a recording, also of a caller who has left.
 *
 * @param file - with its extension; letters, digits and what no shell gives a meaning
 * @see Asterisk: System; AGI has no command that removes a file
 */
export async function removeRecording(file: string, channel: Pick<AgiChannel, 'exec'>): Promise<void> {
  await channel.exec('System', `rm -f ${file}`);
}
