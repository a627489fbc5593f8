import type { CallFlow, Question } from '../call-flow.js';
import type { Conversation } from '../line/conversation.js';
import type { TellHappening } from '../../session/journal.js';
import type { CheckContext } from '../read/reader.js';
import type { Destination } from '../step.js';

/** A call flow and the code behind its handlers. The engine knows no class: it runs a method by its name. */
export interface FlowInstance {
  readonly flow: CallFlow;
  /**
   * Runs the guards of the flow, or of one of its methods.
   *
   * @returns where the call goes instead, when one refuses
   */
  guard?(method?: string): Promise<Destination | undefined>;
  /** The caller has been let in: what the end of the call is told to exists from now on. */
  enter?(): void;
  /**
   * Lets a filter answer for an error.
   *
   * @param begin - called before one does
   * @returns where the call goes; `undefined` when none does
   */
  handleError?(error: unknown, begin: () => void): Promise<Destination | undefined>;
  run(method: string, input: unknown): Promise<unknown>;
  /** Calls a function that was declared with the flow, a prompt's or a choice's, with the controller. */
  evaluate<T>(declared: (self: never) => T | Promise<T>): Promise<T>;
}

/** What a question needs, wherever it is asked. */
export interface QuestionContext {
  readonly conversation: Conversation;
  readonly nowMs: () => number;
  /** Whether its greeting is heard now; asked once a visit. */
  greets(question: Question): boolean;
  /** Told what happens. */
  readonly tell: TellHappening;
  /** What a reader's checks are given. */
  checkContext(digits: string, attempt: number): CheckContext;
  /** Told what was typed where it is masked, before anything else sees it. */
  onSecret?(digits: string): void;
}

/** What one node sees while it runs. */
export interface NodeContext extends QuestionContext {
  readonly instance: FlowInstance;
  /** Those that run it as a dialog, the nearest first: their links work in its questions. */
  readonly around: readonly FlowInstance[];
}
