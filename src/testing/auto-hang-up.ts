import type { CallContext } from './call-context.js';

/** @internal The channel is hung up when so long has passed; 0 and less: no longer. */
export function hangUpAfter({ asterisk, channel, hangUp }: CallContext, ms: number): void {
  channel.cancelAutoHangUp();
  if (ms > 0) channel.cancelAutoHangUp = asterisk.clock.after(ms, () => hangUp('app'));
}
