import type { CallerId } from '../call/caller.js';
import type { CompiledController } from '../controller/compile-controller.js';
import { HangUpError } from '../errors/hang-up-error.js';
import type { CallSession } from '../session/call-session.js';

/** Who calls: on the leg of one who was called that is the other end of the line, and not what AGI says first. */
export async function whoCalls(session: CallSession, { isScreening }: CompiledController): Promise<CallerId> {
  const { environment, channel } = session;
  if (!isScreening) return { number: environment.callerNumber, name: environment.callerName };
  try {
    const number = await channel.getText('CONNECTEDLINE(num)');
    return { number: number || undefined, name: (await channel.getText('CONNECTEDLINE(name)')) || undefined };
  } catch (error) {
    if (!(error instanceof HangUpError)) throw error;
    return { number: undefined, name: undefined };
  }
}
