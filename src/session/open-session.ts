import { HangUpError } from '../errors/hang-up-error.js';
import { ProtocolError } from '../errors/offhook-error.js';
import { LineReader } from '../core/line-reader.js';
import { LINE_LIMIT, LINE_LIMIT_16 } from '../core/line.js';
import type { AgiLink, LinkReceiver } from '../core/link.js';
import type { WireOptions } from '../core/wire.js';
import { CallSession } from './call-session.js';
import { AgiEnvironment } from './environment.js';

/** What a peer may take before it is sent away. */
export interface HandshakeLimits {
  /** Time for the whole block, milliseconds. */
  readonly timeoutMs: number;
  /** Bytes of the whole block. */
  readonly bytes: number;
}

/** Whom a session tells every line in both directions, and its clock. */
export type SessionOptions = Pick<WireOptions, 'trace' | 'clock'>;

/** A session, or why there is none. */
type Opened = CallSession | ProtocolError | HangUpError;

/** Characters of a refused block that its error keeps: whoever prints its fields prints no more. */
const QUOTED = 200;
/** Every FastAGI block begins with this line. */
const FIRST_LINE = 'agi_network: yes';
/** The first line of a proxy that is not known as one, in both versions of the protocol. */
const PROXY_HEADER = /^(PROXY .*)?\r$/;

/**
 * Reads the `agi_*` block of a new connection and makes a session of it.
 *
 * @param link - a connection that was just accepted
 * @param limits - how long and how large the block may be
 * @param wire - whom to tell every line in both directions, and the clock
 * @returns the session, or the reason why there is none: a {@link ProtocolError} for a peer that is no Asterisk, a
 *   {@link HangUpError} when it went away first (a probe, a caller who gave up)
 */
export function openSession(link: AgiLink, limits: HandshakeLimits, wire: SessionOptions = {}): Promise<Opened> {
  return new Promise((resolve) => {
    const delivery = new Delivery();
    delivery.to = new Handshake(link, limits, wire, (result) => {
      // The link keeps what it was opened with as long as it lasts: of the handshake nothing is left.
      delivery.to = result instanceof CallSession ? result : undefined;
      resolve(result);
    });
    link.open(delivery);
  });
}

/** Hands on what comes to whoever is to hear it now. */
class Delivery implements LinkReceiver {
  to: LinkReceiver | undefined;

  received(chunk: Uint8Array): void {
    this.to?.received(chunk);
  }

  closed(error?: Error): void {
    this.to?.closed(error);
  }
}

/** Hears a connection until it has said who calls. */
class Handshake implements LinkReceiver {
  readonly #link: AgiLink;
  readonly #limits: HandshakeLimits;
  readonly #wire: SessionOptions;
  readonly #onDone: (result: Opened) => void;
  readonly #reader: LineReader;
  readonly #lines: string[] = [];
  readonly #timer: NodeJS.Timeout;
  #bytes = 0;
  #isWhole = false;

  constructor(link: AgiLink, limits: HandshakeLimits, wire: SessionOptions, onDone: (result: Opened) => void) {
    this.#link = link;
    this.#limits = limits;
    this.#wire = wire;
    this.#onDone = onDone;
    this.#reader = new LineReader(limits.bytes);
    const { timeoutMs } = limits;
    this.#timer = setTimeout(() => this.#refuse(`it sent no whole agi_ block within ${timeoutMs} ms`), timeoutMs);
  }

  received(chunk: Uint8Array): void {
    this.#bytes += chunk.byteLength;
    const state = this.#reader.push(chunk, (line) => this.#onLine(line));
    const rest = this.#isWhole ? this.#reader.takeRest() : undefined;
    const limit = this.#limits.bytes;
    if (state === 'tooLong' || this.#bytes - (rest?.length ?? 0) > limit)
      return this.#refuse(`its agi_ block passed ${limit} bytes`);
    if (rest === undefined) return;
    const environment = new AgiEnvironment(this.#lines.join('\n'));
    const session = new CallSession(this.#link, environment, limitFor(environment), this.#wire);
    this.#finish(session);
    if (rest.length > 0) session.received(rest);
  }

  closed(error?: Error): void {
    // The link itself may have seen that it is no call.
    if (error instanceof ProtocolError) return this.#finish(error);
    this.#finish(new HangUpError('connectionLost', error === undefined ? 'connectionClosed' : 'connectionReset'));
  }

  #onLine(line: string): boolean {
    if (this.#lines.length === 0 && line !== FIRST_LINE) {
      const hint = PROXY_HEADER.test(line) ? '; PROXY headers are read from those in `proxyProtocol.from`' : '';
      this.#refuse(`its first line is not "${FIRST_LINE}"${hint}`, line);
      return false;
    }
    this.#isWhole = line === '';
    if (!this.#isWhole) this.#lines.push(line);
    return !this.#isWhole;
  }

  #refuse(problem: string, received = this.#lines.join('\n') + this.#reader.unfinished): void {
    const { peer } = this.#link;
    this.#finish(new ProtocolError('AGI_HANDSHAKE', { peer, problem, received: received.slice(0, QUOTED) }));
    this.#link.destroy();
  }

  #finish(result: Opened): void {
    clearTimeout(this.#timer);
    this.#onDone(result);
  }
}

/** Asterisk 16 and earlier read shorter lines. */
const limitFor = ({ release }: AgiEnvironment) => (release !== undefined && release < 17 ? LINE_LIMIT_16 : LINE_LIMIT);
