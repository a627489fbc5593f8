import { HangUpError, type HangUpReason } from '../../errors/hang-up-error.js';
import type { CallSession } from '../../session/call-session.js';
import { within } from './clean-up-limit.js';

/**
 * Finds out why a call is over. A redirect by AMI looks like a hang-up, but leaves the channel at another place of the
 * dialplan; it must not be counted as a caller who gave up. (A redirect to the same place cannot be told.)
 *
 * @param limitMs - how long Asterisk may take to say where the channel is
 * @returns `undefined` when the call was not hung up
 */
export async function hangUpReason(session: CallSession, limitMs: number): Promise<HangUpReason | undefined> {
  const { channel, environment, over, hasMoved } = session;
  if (!(over instanceof HangUpError)) return undefined;
  if (over.reason !== 'caller' || hasMoved) return over.reason;
  const here = `${environment.context},${environment.extension},${environment.priority}`;
  const where = () => channel.getFullVariable('${CONTEXT},${EXTEN},${PRIORITY}');
  const now = await within(limitMs, 'Asking where the channel is', where).catch(() => here);
  return now === here ? over.reason : 'redirected';
}
