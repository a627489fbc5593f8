import { ArgumentError } from '../errors/offhook-error.js';
import type { Conversation } from './conversation.js';
import { flatten, type Prompt } from './prompt.js';

/** What the caller hears while he waits. */
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

/** How waiting with a limit ended. */
export type Waited<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'tooLong' };

/** Who waits. */
export interface Waiter {
  readonly conversation: Conversation;
  /** Aborted when the call is over. */
  readonly signal: AbortSignal;
}

const FILLER_AFTER_MS = 1_500;

/**
 * Waits for work while the caller holds the line: his keys are kept, and he hears that something goes on.
 *
 * @param work - gets a signal that aborts when the caller leaves or the limit is passed
 * @returns what the work gives; with a limit, whether it was in time
 * @throws whatever the work throws; HangUpError when the caller leaves, whatever the work does then
 */
export function waitFor<T>(
  work: (signal: AbortSignal) => Promise<T>,
  options: WaitOptions & { readonly limitMs: number },
  waiter: Waiter,
): Promise<Waited<T>>;
export function waitFor<T>(work: (signal: AbortSignal) => Promise<T>, options: WaitOptions, waiter: Waiter): Promise<T>;
export async function waitFor<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { fillerAfterMs = FILLER_AFTER_MS, filler, music, limitMs }: WaitOptions,
  { conversation, signal }: Waiter,
): Promise<T | Waited<T>> {
  signal.throwIfAborted();
  const over = new AbortController();
  const patience = { fillerAfterMs, filler: fillerFiles(filler ?? [], 'call.waitFor()'), music, limitMs };
  const working = work(AbortSignal.any([signal, over.signal]));
  try {
    const isDone = await conversation.isDoneInTime(Promise.race([working, aborted(signal, over.signal)]), patience);
    if (!isDone) return { kind: 'tooLong' };
    return limitMs === undefined ? await working : { kind: 'done', value: await working };
  } finally {
    over.abort(new DOMException(`call.waitFor(): the work took longer than ${limitMs} ms`, 'TimeoutError'));
  }
}

/**
 * @internal The files of a filler. What a SAY command says cannot be cut when the work is done.
 *
 * @throws ArgumentError for anything else
 */
export function fillerFiles(filler: Prompt, where: string): readonly string[] {
  return flatten(filler, where).map((item) => {
    if (item.kind === 'file') return item.name;
    throw new ArgumentError('AGI_ARGUMENT', { command: where, argument: 'filler', value: item.kind, problem: 'only sound files can be cut when the work is done' });
  });
}

/** Rejects when the call is over, unless the waiting is. */
function aborted(call: AbortSignal, waiting: AbortSignal): Promise<never> {
  return new Promise((_, reject) => call.addEventListener('abort', () => reject(call.reason), { signal: waiting }));
}
