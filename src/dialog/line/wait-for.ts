import type { FileName } from '../../core/checked-file.js';
import { encodeLine } from '../../core/line.js';
import { ArgumentError } from '../../errors/offhook-error.js';
import { guardDerived } from '../../session/guarded-signal.js';
import type { Conversation } from './conversation.js';
import type { WaitResult } from '../wait-settings.js';
import { fileOf, playable, type Prompt } from '../prompt.js';

export type { WaitResult };

/** What the caller hears while they wait. */
export interface WaitOptions {
  /** When the filler begins, milliseconds; default 1,500. */
  readonly fillerAfterMs?: number;
  /** Sound files, heard once; a key ends them and is kept for the next question. */
  readonly filler?: Prompt;
  /** Music on hold of this class, behind the sounds. */
  readonly music?: string;
  /** How long the work may take, milliseconds; default as long as the caller waits. */
  readonly limitMs?: number;
}

/** What waiting needs of the call. */
export interface WaitContext {
  readonly conversation: Conversation;
  /** Aborted when the call is over. */
  readonly signal: AbortSignal;
}

/**
 * Waits for work while the caller holds the line: their keys are kept, and they hear that something goes on.
 *
 * @param work - gets a signal that aborts when the caller leaves or the limit is passed
 * @returns what the work gives; with a limit, whether it was in time
 * @throws whatever the work throws; HangUpError when the caller leaves, whatever the work does then
 */
export function waitFor<T>(
  work: (signal: AbortSignal) => Promise<T>,
  options: WaitOptions & { readonly limitMs: number },
  context: WaitContext,
): Promise<WaitResult<T>>;
export function waitFor<T>(
  work: (signal: AbortSignal) => Promise<T>,
  options: WaitOptions,
  context: WaitContext,
): Promise<T>;
export async function waitFor<T>(
  work: (signal: AbortSignal) => Promise<T>,
  options: WaitOptions,
  { conversation, signal }: WaitContext,
): Promise<T | WaitResult<T>> {
  signal.throwIfAborted();
  checkOptions(options);
  const { filler = [], limitMs } = options;
  const settings = { ...options, filler: fillerFiles(filler, 'call.waitFor()') };
  const late = new AbortController();
  let leave = (): void => {};
  const left = new Promise<never>((_, reject) => (leave = () => reject(signal.reason)));
  signal.addEventListener('abort', leave);
  try {
    const start = () => Promise.race([work(guardDerived(AbortSignal.any([signal, late.signal]), signal)), left]);
    const waited = await conversation.wait(start, settings);
    if (limitMs === undefined && waited.kind === 'done') return waited.value;
    // Work that was in time may go on with what it began: a body that streams, a connection that is kept.
    if (waited.kind === 'tooLong')
      late.abort(new DOMException(`call.waitFor(): the work took longer than ${limitMs} ms`, 'TimeoutError'));
    return waited;
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

/** What is wrong is told now: when the caller waits already, nobody is there to be told. */
function checkOptions({ fillerAfterMs, limitMs, music }: WaitOptions): void {
  const command = 'call.waitFor()';
  for (const [argument, value] of Object.entries({ fillerAfterMs, limitMs })) {
    if (value === undefined || value >= 0) continue;
    throw new ArgumentError('AGI_ARGUMENT', { command, argument, value, problem: 'milliseconds from 0 are needed' });
  }
  encodeLine(command, { music });
}

/**
 * @internal The files of a filler. What a SAY command says cannot be cut when the work is done.
 *
 * @throws ArgumentError for anything else; OffhookError AGI_NOT_A_PROMPT for what is the name of no sound
 */
export function fillerFiles(filler: Prompt, where: string): readonly FileName[] {
  return playable(filler, where).map((item) => {
    if (item.kind === 'file') return fileOf(item);
    throw new ArgumentError('AGI_ARGUMENT', {
      command: where,
      argument: 'filler',
      value: item.kind,
      problem: 'only sound files can be cut when the work is done',
    });
  });
}
