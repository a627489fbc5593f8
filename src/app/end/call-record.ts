import type { CallOutcome, ChoiceTaken } from '../../call/call-outcome.js';
import type { CallSession } from '../../session/call-session.js';
import { type CallEnd, kindOf, reasonOf } from './call-end.js';

/** Where a call was led, as far as it came. */
export interface Led {
  readonly path: string;
  readonly route?: string;
  readonly controller?: string;
  /** Menus and steps the caller came by. */
  readonly visited?: readonly string[];
  readonly choices?: readonly ChoiceTaken[];
}

/** Puts together what is known of a call that is over. */
export function outcomeOf(end: CallEnd, session: CallSession, led: Led): CallOutcome {
  const { environment, startedAt, answeredAfterMs, durationMs } = session;
  return {
    kind: kindOf(end),
    reason: session.masked(reasonOf(end)),
    id: environment.uniqueId,
    path: led.path,
    route: led.route,
    controller: led.controller,
    isAnswered: answeredAfterMs !== undefined,
    visited: led.visited ?? [],
    choices: led.choices ?? [],
    startedAt,
    answeredAfterMs,
    durationMs,
    ...(end.kind === 'error' && { error: end.error }),
  };
}
