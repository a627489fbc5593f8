import type { DialogDefaults } from '../dialog/question-options.js';
import type { Question } from '../dialog/call-flow.js';
import type { QuestionContext } from '../dialog/engine/node-context.js';

/** What the questions that code asks need of their call. */
export interface AskContext {
  readonly questionContext: QuestionContext;
  /** Of the app. */
  readonly defaults: DialogDefaults;
  /** Aborted when the call is over. */
  readonly signal: AbortSignal;
}

/** Begins a question: not after the end of the call, whatever was typed ahead, and only with keys that may answer it. */
export function beginQuestion(
  { typeAhead }: Pick<Question, 'typeAhead'>,
  { questionContext, signal }: AskContext,
): void {
  signal.throwIfAborted();
  if (!typeAhead) questionContext.conversation.forgetKeys();
}

/** A question of code has no handlers; those of failures belong to the questions of a class. */
export const runsNoHandler = (): Promise<undefined> => Promise.resolve(undefined);
