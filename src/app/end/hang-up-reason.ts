import { PLACE_EXPRESSION } from '../../core/place.js';
import { HangUpError, type HangUpReason } from '../../errors/hang-up-error.js';
import type { CallSession } from '../../session/call-session.js';
import { within } from './clean-up-limit.js';

/**
 * Finds out why a call is over. A redirect by AMI looks like a hang-up, but leaves the channel at another place of the
 * dialplan; it must not be counted as a caller who gave up. So does an application of the app itself that moves the call, which
 * is noted when that has ended. (A redirect to the same place cannot be told.)
 *
 * @param limitMs - how long Asterisk may take to say where the channel is
 * @returns `undefined` when the call was not hung up
 */
export async function hangUpReason(session: CallSession, limitMs: number): Promise<HangUpReason | undefined> {
  const { channel, place, over, hasMoved } = session;
  if (!(over instanceof HangUpError)) return undefined;
  if (over.reason !== 'caller' || hasMoved) return over.reason;
  const where = () => channel.getFullVariable(PLACE_EXPRESSION);
  const now = await within(limitMs, 'Asking where the channel is', where).catch(() => place);
  return now === place ? over.reason : 'redirected';
}
