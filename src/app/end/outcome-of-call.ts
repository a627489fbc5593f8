import type { CallOutcome, ChoiceTaken } from '../../call/call-outcome.js';
import type { CallSession } from '../../session/call-session.js';
import { type CallEnd, kindOfEnd, statusReason } from './call-end.js';

/** The route, class and nodes that a call reached; a refused call has fewer of them. */
export interface RouteTaken {
  readonly path: string;
  readonly route?: string;
  readonly controller?: string;
  /** Menus and steps the caller came by. */
  readonly visited?: readonly string[];
  readonly choices?: readonly ChoiceTaken[];
}

/** Collects what is known of a call that is over. */
export function outcomeOfCall(end: CallEnd, session: CallSession, routeTaken: RouteTaken): CallOutcome {
  const { environment, startedAt, answeredAfterMs, durationMs } = session;
  return {
    kind: kindOfEnd(end),
    reason: session.masked(statusReason(end)),
    id: environment.uniqueId,
    path: routeTaken.path,
    route: routeTaken.route,
    controller: routeTaken.controller,
    isAnswered: answeredAfterMs !== undefined,
    visited: routeTaken.visited ?? [],
    choices: routeTaken.choices ?? [],
    startedAt,
    answeredAfterMs,
    durationMs,
    ...(end.kind === 'error' && { error: end.error }),
  };
}
