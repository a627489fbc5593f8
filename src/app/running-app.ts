import type { Logger } from '../call/logger.js';
import type { AppContainer } from '../container/app-container.js';
import type { CompiledController } from '../controller/compile-controller.js';
import type { Conversation } from '../dialog/conversation.js';
import type { HangUpError } from '../errors/hang-up-error.js';
import type { ProtocolError } from '../errors/offhook-error.js';
import type { Router } from '../router/router.js';
import type { CallSession } from '../session/call-session.js';
import type { HandshakeLimits } from '../session/open-session.js';
import type { CallOutcome } from './outcome.js';

/** What the path of a call needs of the app. */
export interface RunningApp {
  readonly router: Router<CompiledController>;
  readonly container: AppContainer;
  readonly handshake: HandshakeLimits;
  readonly cleanUpLimitMs: number;
  readonly nowMs: () => number;
  /** The compiled form of a controller that a step names by its class. */
  controllerOf(key: object): CompiledController;
  saySorry(conversation: Conversation): Promise<unknown>;
  /** A peer that was no call. */
  onNoCall(reason: ProtocolError | HangUpError): void;
  /** Counts a call in; what it returns counts it out. */
  onCallOpened(session: CallSession): () => void;
  logFor(session: CallSession, route: string): Logger;
  logOutcome(log: Logger, end: CallRecord): void;
}

/** What is known of a call when it is over. */
export interface CallRecord {
  readonly outcome: CallOutcome;
  /** Menus and steps the caller came by: `SalesController.main`. */
  readonly visited: readonly string[];
  /** What failed while cleaning up. */
  readonly failures: readonly unknown[];
  readonly durationMs: number;
}
