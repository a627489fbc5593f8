import type { CallOutcome } from '../../call/call-outcome.js';
import { ProtocolError } from '../../errors/offhook-error.js';
import type { CallSession } from '../../session/call-session.js';
import type { RunningApp } from '../running-app.js';

/**
 * The outcome of a call once its connection is closed. An answer that nobody asked for, behind the last command, shows that an
 * answer before it was perhaps not the command's: the call has failed then, whatever it seemed to be.
 *
 * @param failures - what was logged already
 */
export function inStep(
  outcome: CallOutcome,
  session: CallSession,
  app: RunningApp,
  failures: readonly unknown[],
): CallOutcome {
  const { over } = session;
  if (!(over instanceof ProtocolError) || outcome.kind === 'error') return outcome;
  const error = session.masked(over);
  const isKnown = failures.some((failure) => failure instanceof ProtocolError);
  if (!isKnown) app.logFor(session, outcome.route ?? '').error({ err: error }, 'the call failed when it was over');
  return { ...outcome, kind: 'error', reason: over.code, error };
}
