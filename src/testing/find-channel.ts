import type { AsteriskParts, CallContext } from './call-context.js';
import { Channel } from './channel.js';

/** A channel that some command names. */
export interface FoundChannel {
  /** The call that it belongs to. */
  readonly call: CallContext;
  readonly channel: Channel;
  /** It is the caller's half of a Local channel. */
  readonly isCallersHalf: boolean;
}

/**
 * Finds a channel by its name, in any letter case. A Local channel has two halves: the app has `;2`, the caller `;1`.
 *
 * @internal
 */
export function findChannel({ calls }: AsteriskParts, name: string): FoundChannel | undefined {
  const wanted = name.toLowerCase();
  for (const call of calls) {
    const { channel } = call;
    if (channel.name.toLowerCase() === wanted) return { call, channel, isCallersHalf: false };
    const { transferred } = channel;
    if (transferred?.name.toLowerCase() === wanted)
      return { call, channel: otherChannel(channel, wanted, transferred.place), isCallersHalf: false };
    if (!channel.name.startsWith('Local/')) continue;
    const half = channel.name.replace(/;2$/, ';1');
    if (half.toLowerCase() === wanted) return { call, channel: otherChannel(channel, half), isCallersHalf: true };
  }
  return undefined;
}

/** It has variables of its own, of which nothing is known. */
function otherChannel(channel: Channel, name: string, place = channel.place): Channel {
  const { type, uniqueId, language, accountCode, caller, audio, createdAtMs } = channel;
  const kept = { type, uniqueId, language, accountCode, caller, place, audio, createdAtMs };
  const half = new Channel({ ...kept, name, variables: [], beginsHungUp: channel.beganHungUp });
  half.answeredAtMs = channel.answeredAtMs;
  return half;
}
