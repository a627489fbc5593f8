import { addressOf } from '../../transport/peer-name.js';

/** How many calls may go on at the same time. */
export interface Limits {
  /** In the whole app. */
  readonly maxCalls?: number;
  /** From one Asterisk. */
  readonly maxCallsPerPeer?: number;
}

/** Which limit a call would pass. */
export type CallLimitReached = 'maxCalls' | 'maxCallsPerPeer' | 'maxCallsOfController';

/** Counts calls in and out. */
export class CallLimits {
  readonly #most: Required<Limits>;
  #calls = 0;
  readonly #ofPeer = new Map<string, number>();
  readonly #ofController = new Map<object, number>();

  constructor({ maxCalls = Infinity, maxCallsPerPeer = Infinity }: Limits) {
    this.#most = { maxCalls, maxCallsPerPeer };
  }

  get isFull(): boolean {
    return this.#calls >= this.#most.maxCalls;
  }

  /**
   * Counts a call in, unless that passes a limit.
   *
   * @param peer - of the link: address and port
   * @param controller - and how many calls it takes
   * @returns which limit it would pass; `undefined` when it was counted in: {@link leave} counts it out again
   */
  enter(peer: string, controller: { readonly maxCalls?: number | undefined }): CallLimitReached | undefined {
    const address = addressOf(peer);
    const ofPeer = this.#ofPeer.get(address) ?? 0;
    const ofController = this.#ofController.get(controller) ?? 0;
    if (this.isFull) return 'maxCalls';
    if (ofPeer >= this.#most.maxCallsPerPeer) return 'maxCallsPerPeer';
    if (ofController >= (controller.maxCalls ?? Infinity)) return 'maxCallsOfController';
    this.#calls++;
    this.#ofPeer.set(address, ofPeer + 1);
    this.#ofController.set(controller, ofController + 1);
    return undefined;
  }

  leave(peer: string, controller: object): void {
    this.#calls--;
    countOut(this.#ofPeer, addressOf(peer));
    countOut(this.#ofController, controller);
  }
}

/** Peers come and go: one without a call is forgotten. */
function countOut<K>(counts: Map<K, number>, key: K): void {
  const left = (counts.get(key) ?? 0) - 1;
  if (left > 0) counts.set(key, left);
  else counts.delete(key);
}
