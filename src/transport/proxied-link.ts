import type { AgiLink, LinkReceiver } from '../core/link.js';
import { ProtocolError } from '../errors/offhook-error.js';
import { addressOf } from './peer-name.js';
import { readProxyHeader } from './proxy-header.js';

/**
 * A connection that comes through a proxy: the header that the proxy sends first is taken off and names the peer. One that
 * begins otherwise is closed, with a {@link ProtocolError}.
 */
export class ProxiedLink implements AgiLink {
  readonly #link: AgiLink;
  readonly #admits: (peer: string) => boolean;
  #peer: string;

  /**
   * @param link - from the proxy
   * @param admits - asked once who calls: the one whom the proxy names, or the proxy when it sends a call of its own; a no closes
   *   the connection
   */
  constructor(link: AgiLink, admits: (peer: string) => boolean) {
    this.#link = link;
    this.#admits = admits;
    this.#peer = link.peer;
  }

  /** The proxy until its header was read. */
  get peer(): string {
    return this.#peer;
  }

  open(receiver: LinkReceiver): void {
    let head: Buffer = Buffer.alloc(0);
    let refusal: ProtocolError | undefined;
    let step: 'header' | 'firstBytes' | 'through' | 'refused' = 'header';

    const refuse = (error?: ProtocolError) => {
      step = 'refused';
      refusal = error;
      this.#link.destroy();
    };
    const readHeader = (chunk: Uint8Array) => {
      head = Buffer.concat([head, chunk]);
      const read = readProxyHeader(head);
      if (read.kind === 'unfinished') return;
      if (read.kind === 'none') {
        const received = head.toString('latin1', 0, 200);
        return refuse(new ProtocolError('AGI_HANDSHAKE', { peer: this.#peer, problem: read.problem, received }));
      }
      const rest = head.subarray(read.end);
      const proxy = addressOf(this.#peer);
      this.#peer = read.source ?? this.#peer;
      // HAProxy's probes name itself in version 1, and nobody in version 2.
      step = addressOf(this.#peer) === proxy ? 'firstBytes' : 'through';
      if (step === 'through' && !this.#admits(this.#peer)) return refuse();
      if (rest.length > 0) received(rest);
    };
    const received = (chunk: Uint8Array) => {
      if (step === 'header') return readHeader(chunk);
      // A proxy that looks whether we are there says nothing more; one that goes on must be a peer itself.
      if (step === 'firstBytes') {
        if (!this.#admits(this.#peer)) return refuse();
        step = 'through';
      }
      if (step === 'through') receiver.received(chunk);
    };
    this.#link.open({ received, closed: (error) => receiver.closed(refusal ?? error) });
  }

  send(line: string): void {
    this.#link.send(line);
  }

  end(): void {
    this.#link.end();
  }

  destroy(): void {
    this.#link.destroy();
  }
}
