import type { CallerId } from '../../call/caller.js';
import type { CompiledController } from '../../controller/compile-controller.js';
import type { AgiChannel } from '../../core/channel.js';
import { HangUpError } from '../../errors/hang-up-error.js';
import type { CallSession } from '../../session/call-session.js';
import { presentationInPlaceOf, readNamedPresentation } from '../../session/presentation.js';

const NOBODY: CallerId = { number: undefined, name: undefined, presentation: 'unavailable' };

/** Who calls: on the leg of one who was called that is the other end of the line, and not what AGI says first. */
export function resolveCaller(
  { environment, channel }: CallSession,
  { isScreening }: CompiledController,
): CallerId | Promise<CallerId> {
  if (isScreening) return connectedCaller(channel);
  const { callerNumber: number, callerName: name, callerPresentation: presentation } = environment;
  return { number, name, presentation };
}

async function connectedCaller(channel: AgiChannel): Promise<CallerId> {
  try {
    const presentation = readNamedPresentation(await channel.getFullVariable('${CONNECTEDLINE(pres)}'));
    if (presentation !== 'allowed') return { ...NOBODY, presentation };
    const number = await channel.getFullVariable('${CONNECTEDLINE(num)}');
    const name = (await channel.getFullVariable('${CONNECTEDLINE(name)}')) || undefined;
    const instead = presentationInPlaceOf(number);
    if (instead === undefined) return { number, name, presentation };
    return { ...NOBODY, name: instead === 'restricted' ? undefined : name, presentation: instead };
  } catch (error) {
    if (!(error instanceof HangUpError)) throw error;
    return NOBODY;
  }
}
