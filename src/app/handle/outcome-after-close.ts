import type { CallOutcome } from '../../call/call-outcome.js';
import { ProtocolError } from '../../errors/offhook-error.js';
import type { CallSession } from '../../session/call-session.js';
import type { LiveCall } from './live-call.js';
import type { RunningApp } from './running-app.js';

/**
 * The outcome of a call once its connection is closed. An answer that nobody asked for, behind the last command, shows that an
 * answer before it was perhaps not the command's: the call has failed then, whatever it seemed to be.
 *
 * @param live - the call, when it was no refused one
 */
export function outcomeAfterClose(
  outcome: CallOutcome,
  session: CallSession,
  app: RunningApp,
  live: LiveCall | undefined,
): CallOutcome {
  const { over } = session;
  if (!(over instanceof ProtocolError) || outcome.kind === 'error') return outcome;
  const error = session.masked(over);
  // Elsewhere it was told already.
  if (live?.failures.some((failure) => failure instanceof ProtocolError) !== true) {
    const sentence = 'the call failed when it was over';
    app.logFor(session, outcome.route ?? '').error({ err: error }, sentence);
    const { uniqueId: call } = session.environment;
    if (live === undefined) app.watcher?.failed({ call, where: 'the end of the call', error });
    else live.fails(over, 'the end of the call');
  }
  return { ...outcome, kind: 'error', reason: over.code, error };
}
