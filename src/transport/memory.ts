import type { AgiLink, LinkReceiver } from '../core/link.js';

/** One end of a connection that never leaves the process. */
export interface MemoryLink extends AgiLink {
  /** Drops the connection as a reset does: the other end is told an error, and what it has not read yet is lost. */
  reset(): void;
}

/**
 * Two linked ends in one process: what one sends, the other receives, in order and never within the sender's call.
 *
 * @returns both ends, alike
 * @example
 * const [asterisk, ours] = linkedPair();
 * server.accept(ours);
 * const phone = openTestPhone({ connect: () => asterisk });
 */
export function linkedPair(): [MemoryLink, MemoryLink] {
  const left = new MemoryEnd();
  const right = new MemoryEnd();
  left.other = right;
  right.other = left;
  return [left, right];
}

type Arrival = (receiver: LinkReceiver) => void;

class MemoryEnd implements MemoryLink {
  readonly peer = 'memory';
  /** Set by linkedPair(), before anybody has the link. */
  other!: MemoryEnd;
  #receiver: LinkReceiver | undefined;
  readonly #early: Arrival[] = [];
  #hasEnded = false;
  #isDropped = false;
  #isClosed = false;

  open(receiver: LinkReceiver): void {
    this.#receiver = receiver;
    for (const arrival of this.#early.splice(0)) queueMicrotask(() => arrival(receiver));
  }

  send(line: string): void {
    if (this.#hasEnded) return;
    const bytes = Buffer.from(line);
    this.other.#arrive((receiver) => this.other.#receive(receiver, bytes));
  }

  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.other.#arrive((receiver) => this.other.#followEnd(receiver));
  }

  destroy(): void {
    this.#drop();
    this.other.#arrive((receiver) => this.other.#close(receiver));
  }

  reset(): void {
    this.#drop();
    this.other.#drop(Object.assign(new Error('the connection was reset'), { code: 'ECONNRESET' }));
  }

  #arrive(arrival: Arrival): void {
    const receiver = this.#receiver;
    if (receiver === undefined) this.#early.push(arrival);
    else queueMicrotask(() => arrival(receiver));
  }

  #receive(receiver: LinkReceiver, bytes: Uint8Array): void {
    if (!this.#isDropped && !this.#isClosed) receiver.received(bytes);
  }

  /** The other end has ended: ours may say a last word (Asterisk says HANGUP) and follows. */
  #followEnd(receiver: LinkReceiver): void {
    this.#close(receiver);
    this.end();
  }

  #drop(error?: Error): void {
    if (this.#isDropped) return;
    this.#isDropped = true;
    this.#hasEnded = true;
    this.#arrive((receiver) => this.#close(receiver, error));
  }

  #close(receiver: LinkReceiver, error?: Error): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    receiver.closed(error);
  }
}
