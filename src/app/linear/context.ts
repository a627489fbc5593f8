import type { DialogDefaults } from '../../dialog/dialog-defaults.js';
import type { Question } from '../../dialog/call-flow.js';
import type { Listener } from '../../dialog/stage.js';

/** What the questions of linear code need of their call. */
export interface LinearContext {
  readonly listener: Listener;
  /** Of the app. */
  readonly defaults: DialogDefaults;
  /** Aborted when the call is over. */
  readonly signal: AbortSignal;
}

/** Begins a question: not after the end of the call, whatever was typed ahead, and only with keys that may answer it. */
export function begin({ typeAhead }: Pick<Question, 'typeAhead'>, { listener, signal }: LinearContext): void {
  signal.throwIfAborted();
  if (!typeAhead) listener.conversation.forgetKeys();
}

/** Handlers of failures belong to the questions of a class. */
export const nothingRuns = (): Promise<undefined> => Promise.resolve(undefined);
