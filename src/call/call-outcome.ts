import type { CallEndKind } from '../session/call-end-kind.js';

/** A choice or a link that a caller took. */
export interface ChoiceTaken {
  /** `SalesController.main` */
  readonly question: string;
  /** `1`, `_2XX` */
  readonly keys: string;
}

/** What is known of a call when it is over; there is one for each call that said who it is, those refused too. */
export interface CallOutcome {
  readonly kind: CallEndKind;
  /** What `OFFHOOK_REASON` says: who hung up, the code of the error, what was full; empty when there is nothing to say. */
  readonly reason: string;
  /** Asterisk's unique id of the channel. */
  readonly id: string;
  /** The part of the AGI URL's path that was matched, as it came; hostile text. */
  readonly path: string;
  /** The path of the route, as `@AgiController` gives it; `undefined` when none was found. */
  readonly route: string | undefined;
  /** The class that answers the route. */
  readonly controller: string | undefined;
  /** Whether the app answered it. The dialplan may have done so before. */
  readonly isAnswered: boolean;
  /** Menus, questions and steps that the caller came by: `SalesController.main`. */
  readonly visited: readonly string[];
  /** What the caller chose, in order; keys as they were declared. An entry that a reader refused is not among them. */
  readonly choices: readonly ChoiceTaken[];
  readonly startedAt: Date;
  /** From the connection to the answer, milliseconds. */
  readonly answeredAfterMs: number | undefined;
  /** From the connection to the end, milliseconds. */
  readonly durationMs: number;
  /** What was thrown, when `kind` is `error`. */
  readonly error?: unknown;
}
