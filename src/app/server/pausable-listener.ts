import type { AgiLink } from '../../core/link.js';
import type { AgiTransport, ListeningAddress } from '../../transport/transport.js';

/** How long no connection may have come before the port is closed: those on their way would be reset, which Asterisk takes for success. */
const QUIET_MS = 50;

/** How often it waits for that. Where calls come all the time the port is closed nevertheless: the other servers are to get them. */
const MAX_WAITS = 2;

/** How long those may take to be taken who stand before a port that is to be closed: a storm may come faster than they are told REFUSED. */
const LONGEST_QUEUE_MS = 1_000;

/** How long after a failure it tries to listen again. */
const TRY_AGAIN_MS = 1_000;

/** A transport that stops listening while the app is full, so that Asterisk goes on to the next server. */
export class PausableListener {
  readonly #transport: AgiTransport;
  readonly #onLink: (link: AgiLink) => void;
  readonly #onFailure: (error: unknown) => void;
  readonly #closing: Promise<void>[] = [];
  #state: 'open' | 'opening' | 'shut' | 'closed' = 'shut';
  #accepted = 0;
  #isWanted = true;
  #retry: NodeJS.Timeout | undefined;
  #shutting: NodeJS.Timeout | undefined;

  /**
   * @param onLink - told of each connection
   * @param onFailure - told when it cannot listen again; it then tries once a second
   */
  constructor(transport: AgiTransport, onLink: (link: AgiLink) => void, onFailure: (error: unknown) => void) {
    this.#transport = transport;
    this.#onLink = onLink;
    this.#onFailure = onFailure;
  }

  /** @throws what the transport throws when it cannot listen */
  async open(): Promise<ListeningAddress> {
    this.#state = 'opening';
    try {
      const address = await this.#transport.listen((link) => {
        this.#accepted++;
        this.#onLink(link);
      });
      this.#opened();
      return address;
    } catch (error) {
      if (this.#state === 'opening') this.#state = 'shut';
      throw error;
    }
  }

  /** Says whether connections are wanted now. */
  want(isWanted: boolean): void {
    this.#isWanted = isWanted;
    if (isWanted && this.#state === 'shut') this.#reopen();
    if (!isWanted && this.#state === 'open') this.#shutWhenQuiet();
  }

  /** Takes no more connections; resolves when those that are open are closed. */
  async close(): Promise<void> {
    this.#state = 'closed';
    clearTimeout(this.#retry);
    clearTimeout(this.#shutting);
    await Promise.all([...this.#closing, this.#transport.close()]);
  }

  #shutWhenQuiet(waits = MAX_WAITS): void {
    const acceptedBefore = this.#accepted;
    this.#shutting ??= setTimeout(() => {
      this.#shutting = undefined;
      if (!this.#isToShut) return;
      if (this.#accepted > acceptedBefore && waits > 1) this.#shutWhenQuiet(waits - 1);
      else this.#shutBehindTheLast(performance.now() + LONGEST_QUEUE_MS);
    }, QUIET_MS);
  }

  /** Node takes one connection each time it looks: when it took none, nobody waits who would be reset. */
  #shutBehindTheLast(untilMs: number): void {
    const acceptedBefore = this.#accepted;
    setImmediate(() => {
      if (!this.#isToShut) return;
      if (this.#accepted > acceptedBefore && performance.now() < untilMs) this.#shutBehindTheLast(untilMs);
      else this.#shut();
    });
  }

  get #isToShut(): boolean {
    return !this.#isWanted && this.#state === 'open';
  }

  #shut(): void {
    this.#state = 'shut';
    const closed = this.#transport.close();
    this.#closing.push(closed);
    void closed.then(() => this.#closing.splice(this.#closing.indexOf(closed), 1));
  }

  #reopen(): void {
    this.open().catch((error: unknown) => {
      if (this.#state === 'closed') return;
      this.#onFailure(error);
      this.#retry = setTimeout(() => this.want(this.#isWanted), TRY_AGAIN_MS);
    });
  }

  /** It may have been closed, or shut, while it opened. */
  #opened(): void {
    if (this.#state === 'closed') this.#closing.push(this.#transport.close());
    else {
      this.#state = 'open';
      this.want(this.#isWanted);
    }
  }
}
