import type { CallSession } from '../../session/call-session.js';
import type { DialogEnd } from '../../dialog/engine/dialog-end.js';
import type { HangUpCause } from '../../dialog/step.js';
import { leave } from './leave.js';

/** ISDN cause codes by the names people know. */
const CAUSES = { normal: 16, busy: 17, noAnswer: 19, rejected: 21, congestion: 34 } as const;

/** Carries out how a dialog ended: hangs up, or tells Asterisk where in the dialplan the call goes on, or that it is taken. */
export async function endCall(session: CallSession, end: DialogEnd): Promise<void> {
  // The routine that Dial runs has said CONTINUE, go on without them, until now.
  if (end.kind === 'accept') return session.channel.setVariable('GOSUB_RESULT', '');
  if (end.kind === 'leave' && end.place !== undefined) return leave(session, end.place);
  if (end.kind !== 'hangUp') return;
  await hangUp(session, end.cause);
  session.hangUp('app');
}

async function hangUp({ channel }: CallSession, cause: HangUpCause | undefined): Promise<void> {
  if (cause === undefined) return channel.hangup();
  // EXEC Hangup answers -1, which is its success; the HANGUP command cannot carry a cause.
  await channel.exec('Hangup', String(typeof cause === 'number' ? cause : CAUSES[cause]));
}
