import { HangUpError } from '../../errors/hang-up-error.js';
import type { CallSession } from '../../session/call-session.js';

/** The extension in which the dialplan goes on after a hang-up. */
const AFTER_HANGUP = 'h';

/**
 * Whether an earlier AGI() has already set how the call ended, and this one began on a dead channel: in the extension `h` or
 * in a hang-up handler. The earlier value is kept.
 */
export async function isStatusSetEarlier(session: CallSession): Promise<boolean> {
  if (!(await hasBegunDead(session))) return false;
  return ((await session.channel.getVariable('OFFHOOK_STATUS')) ?? '') !== '';
}

/** A call that has used its channel is known to have begun on a live one; any other is asked. */
async function hasBegunDead(session: CallSession): Promise<boolean> {
  if (session.hasBeenLive) return false;
  if (session.environment.extension === AFTER_HANGUP) return true;
  if (session.over === undefined) await session.channel.channelStatus().catch(() => undefined);
  return session.over instanceof HangUpError && !isSeen(session.over);
}

/** Whether the caller has left while the call was here; where nothing was carried out on a live channel, they had left before. */
export const hasCallerLeft = ({ over, hasBeenLive }: CallSession): boolean =>
  over instanceof HangUpError && (hasBeenLive || isSeen(over));

/** A channel that refuses its first command may have been dead from the beginning. */
const isSeen = ({ notice }: HangUpError): boolean => notice !== 'deadChannel';
