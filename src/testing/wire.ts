import type { AgiLink, LinkReceiver } from '../core/link.js';
import { decodeBytes } from './text.js';

/** A connection as Asterisk sees it. */
export interface AsteriskWire {
  /** Whether it keeps back bytes that are still to arrive; default never. */
  readonly isHolding?: boolean;
  /** Starts delivery; called once. What arrived before is delivered first. */
  open(receiver: LinkReceiver): void;
  /** Sends bytes in one write; harmless when the connection is gone. */
  sendBytes(bytes: Uint8Array): void;
  /** Closes the connection; what was sent still arrives. */
  end(): void;
  /** Drops it, whatever the other end does. */
  destroy(): void;
}

/**
 * Lets one end of a memory link stand for the socket of Asterisk.
 *
 * @param link - the end that the app does not have
 * @returns what `VirtualAsterisk.call` wants
 * @example
 * const [theirs, ours] = linkedPair();
 * server.accept(ours);
 * const wire = wireOfLink(theirs);
 */
export function wireOfLink(link: AgiLink): AsteriskWire {
  return {
    open: (receiver) => link.open(receiver),
    // A link carries text. Bytes that are not UTF-8 would be U+FFFD at the other end in any case.
    sendBytes: (bytes) => link.send(decodeBytes(bytes).toWellFormed()),
    end: () => link.end(),
    destroy: () => link.destroy(),
  };
}
