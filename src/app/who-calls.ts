import type { CallerId } from '../call/caller.js';
import type { CompiledController } from '../controller/compile-controller.js';
import type { AgiChannel } from '../core/channel.js';
import { HangUpError } from '../errors/hang-up-error.js';
import type { CallSession } from '../session/call-session.js';

/** Who calls: on the leg of one who was called that is the other end of the line, and not what AGI says first. */
export function whoCalls(
  { environment, channel }: CallSession,
  { isScreening }: CompiledController,
): CallerId | Promise<CallerId> {
  return isScreening ? whoIsConnected(channel) : { number: environment.callerNumber, name: environment.callerName };
}

async function whoIsConnected(channel: AgiChannel): Promise<CallerId> {
  try {
    const number = await channel.getFunction('CONNECTEDLINE', 'num');
    return { number: number || undefined, name: (await channel.getFunction('CONNECTEDLINE', 'name')) || undefined };
  } catch (error) {
    if (!(error instanceof HangUpError)) throw error;
    return { number: undefined, name: undefined };
  }
}
