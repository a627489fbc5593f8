import type { AgiLink } from '../../core/link.js';
import { maxConnections } from '../../transport/open-files.js';
import { addressOf } from '../../transport/peer-name.js';

/** How many connections may be open that have not said who calls. */
export interface HandshakeCounts {
  /** In the whole app. */
  readonly maxHandshakes: number;
  /** From one address. */
  readonly maxHandshakesPerPeer: number;
}

const MOST: HandshakeCounts = { maxHandshakes: 2_000, maxHandshakesPerPeer: 500 };

/** The limits of an app. Where it says none, silent connections leave room for calls: a half, and three quarters for other peers. */
export function handshakeCounts(given: Partial<HandshakeCounts>, most: number = maxConnections()): HandshakeCounts {
  return {
    maxHandshakes: given.maxHandshakes ?? Math.min(MOST.maxHandshakes, Math.ceil(most / 2)),
    maxHandshakesPerPeer: given.maxHandshakesPerPeer ?? Math.min(MOST.maxHandshakesPerPeer, Math.ceil(most / 4)),
  };
}

/** Which of them was passed. */
export type HandshakeLimitReached = keyof HandshakeCounts;

/** A connection that has not said yet who calls. */
export interface OpenHandshake {
  readonly link: AgiLink;
  /** As it was when it came: behind a proxy that of the proxy. */
  readonly address: string;
  older: OpenHandshake | undefined;
  newer: OpenHandshake | undefined;
}

/**
 * Keeps connections that say nothing from taking the place of those that call. When there are too many the oldest one is
 * dropped: an Asterisk says who calls within milliseconds, so a call that comes now gets through while others only hold the line.
 */
export class Handshakes {
  readonly #most: HandshakeCounts;
  readonly #onDrop: (limit: HandshakeLimitReached, address: string) => void;
  readonly #ofPeer = new Map<string, number>();
  /** Linked to each other, not in a set: see `CallsInFlight`. */
  #oldest: OpenHandshake | undefined;
  #newest: OpenHandshake | undefined;
  #count = 0;

  /** @param onDrop - told for each connection that is dropped */
  constructor(most: HandshakeCounts, onDrop: (limit: HandshakeLimitReached, address: string) => void) {
    this.#most = most;
    this.#onDrop = onDrop;
  }

  /** @returns what {@link end} takes, in any case, when it is known who calls or the connection is gone */
  begin(link: AgiLink): OpenHandshake {
    const address = addressOf(link.peer);
    if (this.#openFrom(address) >= this.#most.maxHandshakesPerPeer) this.#dropOldest('maxHandshakesPerPeer', address);
    else if (this.#count >= this.#most.maxHandshakes) this.#dropOldest('maxHandshakes');
    const entry: OpenHandshake = { link, address, older: this.#newest, newer: undefined };
    if (this.#newest === undefined) this.#oldest = entry;
    else this.#newest.newer = entry;
    this.#newest = entry;
    this.#count++;
    this.#ofPeer.set(address, this.#openFrom(address) + 1);
    return entry;
  }

  end(entry: OpenHandshake): void {
    const { address, older, newer } = entry;
    // It was dropped, and is out of the list.
    if (older === undefined && this.#oldest !== entry) return;
    if (older === undefined) this.#oldest = newer;
    else older.newer = newer;
    if (newer === undefined) this.#newest = older;
    else newer.older = older;
    entry.older = undefined;
    entry.newer = undefined;
    this.#count--;
    const left = this.#openFrom(address) - 1;
    if (left > 0) this.#ofPeer.set(address, left);
    else this.#ofPeer.delete(address);
  }

  #openFrom(address: string): number {
    return this.#ofPeer.get(address) ?? 0;
  }

  #dropOldest(limit: HandshakeLimitReached, address?: string): void {
    let entry = this.#oldest;
    while (entry !== undefined && address !== undefined && entry.address !== address) entry = entry.newer;
    if (entry === undefined) return;
    this.end(entry);
    entry.link.destroy();
    this.#onDrop(limit, entry.address);
  }
}
