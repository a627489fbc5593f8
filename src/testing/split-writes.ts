import type { Clock } from './clock.js';
import type { AsteriskWire } from './wire.js';

/** How long TCP waits with an acknowledgement while nothing goes the other way, milliseconds (Linux). */
const ACKNOWLEDGED_AFTER_MS = 40;

/**
 * Writes as the socket of Asterisk does, which leaves Nagle's algorithm on: what is written while an earlier piece is not
 * acknowledged waits for that, and then goes in one piece. The app acknowledges with the next bytes it sends, or after 40 ms.
 *
 * @internal
 */
export function splitWrites(wire: AsteriskWire, clock: Clock): AsteriskWire {
  let waiting: Uint8Array[] = [];
  // A young connection is acknowledged at once: the environment comes whole.
  let hasHeard = false;
  let forget: (() => void) | undefined;
  const send = (bytes: Uint8Array) => {
    if (hasHeard) forget = clock.after(ACKNOWLEDGED_AFTER_MS, acknowledged);
    wire.sendBytes(bytes);
  };
  function acknowledged(): void {
    forget?.();
    forget = undefined;
    const bytes = Buffer.concat(waiting);
    waiting = [];
    if (bytes.length > 0) send(bytes);
  }
  return {
    get isHolding() {
      return waiting.length > 0;
    },
    open: (receiver) =>
      wire.open({
        received(chunk) {
          hasHeard = true;
          acknowledged();
          receiver.received(chunk);
        },
        closed(error) {
          acknowledged();
          receiver.closed(error);
        },
      }),
    sendBytes(bytes) {
      if (forget === undefined) send(bytes);
      else waiting.push(bytes);
    },
    end() {
      // The end of a connection lets nothing wait, and nobody waits for its acknowledgement.
      acknowledged();
      forget?.();
      wire.end();
    },
    destroy: () => wire.destroy(),
  };
}
