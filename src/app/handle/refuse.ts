import type { CallOutcome } from '../../call/call-outcome.js';
import { verbose } from '../../core/commands/log.js';
import { printable } from '../../errors/printable.js';
import type { CallSession } from '../../session/call-session.js';
import { statusCommands } from '../end/call-end.js';
import { outcomeOfCall } from '../end/outcome-of-call.js';
import { within } from '../end/clean-up-limit.js';
import { HangUpError } from '../../errors/hang-up-error.js';
import { isStatusSetEarlier } from '../end/earlier-status.js';
import type { RunningApp } from './running-app.js';
import type { Refusal } from '../server/refusal.js';

/** Verbose level of messages an administrator must see on Asterisk's console. */
const NOTICED = 1;
/** Lines of one kind about calls that were sent away. */
const REFUSALS_A_MINUTE = 100;

/**
 * Sends a call away: says so where the administrator looks (Asterisk's console, the variables, AGISTATUS) and gives it back
 * to the dialplan.
 */
export async function refuse(
  { end, sentence, routeTaken }: Refusal,
  session: CallSession,
  app: RunningApp,
): Promise<CallOutcome> {
  const outcome = outcomeOfCall(end, session, routeTaken);
  const log = () => app.logFor(session, routeTaken.route ?? '');
  app.repeated.say(end.kind === 'refused' ? end.reason : end.kind, REFUSALS_A_MINUTE, () =>
    log().warn({ end: outcome.kind, path: printable(routeTaken.path) }, sentence),
  );
  try {
    await within(app.cleanUpLimitMs, 'Refusing the call', say);
  } catch (error) {
    // What broke the session is logged when that is closed.
    if (!(error instanceof HangUpError) && error !== session.over) onFailure(session.masked(error));
  }
  return outcome;

  /** It is refused all the same: a peer that says nothing any more. */
  function onFailure(err: unknown): void {
    app.repeated.say('a refusal', REFUSALS_A_MINUTE, () => log().error({ err }, 'a refused call could not be told so'));
    app.watcher?.failed({ call: session.environment.uniqueId, where: 'a refusal', error: err });
  }

  async function say(): Promise<void> {
    // Nobody else is asked: a refusal is quick, and a hang-up handler has no extension of its own.
    if (session.environment.extension === 'h' && (await isStatusSetEarlier(session))) return session.fail();
    const [status, reason] = statusCommands(end, session);
    await session.channel.send(status);
    // A caller who has left meanwhile fails no more; their dialplan is told why all the same.
    if (session.over !== undefined) return session.channel.send(reason);
    // One answer is waited for, not one a line: when two thousand call at once, each waits for all of the others.
    session.fail([reason, verbose(`offhook: ${sentence}`, NOTICED)]);
  }
}
