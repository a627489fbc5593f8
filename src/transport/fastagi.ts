import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { OffhookError } from '../errors/offhook-error.js';
import type { AgiLink, LinkReceiver } from '../core/link.js';
import { maxConnections } from './open-files.js';
import { type PeerList, readPeers } from './peer-list.js';
import { addressOf, peerName, plainAddress } from './peer-name.js';
import { ProxiedLink } from './proxied-link.js';
import type { AgiTransport, ListeningAddress } from './transport.js';
import { wholeNumberProblem } from '../core/whole-number.js';

/** The port Asterisk dials when the URL names none. */
export const FASTAGI_PORT = 4573;

/** Where to listen. */
export interface FastAgiOptions {
  /** Default `127.0.0.1`: FastAGI has neither encryption nor authentication. */
  readonly host?: string;
  /** Default 4573; 0 takes a free one. */
  readonly port?: number;
  /**
   * Who may connect: addresses and CIDR blocks of either family, `['10.1.0.0/16', 'fd00::/8']`. Others are dropped before a
   * byte of theirs is read. Default everybody who can reach the port.
   */
  readonly peers?: readonly string[];
  /**
   * Proxies and load balancers that pass connections on and say first whose they are, by the PROXY protocol (version 1 or 2).
   * Their word is taken for `peers`, `maxCallsPerPeer` and the log, and they must give it. Default none: a header is no call.
   */
  readonly proxyProtocol?: {
    /** The proxies: addresses and CIDR blocks, which need not be among `peers`. Whoever is not listed here speaks for itself. */
    readonly from: readonly string[];
  };
  /**
   * Connections that are open at once, calls and those that have not said who calls; further ones are dropped. Default what the
   * process's limit of open files leaves (nine tenths of it less 64; `LimitNOFILE` of systemd): beyond that Node would drop them
   * without a word.
   */
  readonly maxConnections?: number;
}

/** What a transport tells besides its connections. */
export interface FastAgiEvents {
  /** A peer that is not in the list was dropped. */
  readonly onStranger?: (address: string) => void;
  /** A connection was dropped because of `maxConnections`. */
  readonly onFull?: (address: string) => void;
}

/** How long a connection may be silent before the kernel asks whether the other side is still there: it gives up 10 s later. */
const KEEP_ALIVE_MS = 60_000;

/**
 * FastAGI: Asterisk connects by TCP for each `AGI(agi://…)`.
 *
 * @example
 * await answerCalls(new FastAgiTransport({ port: 4573 }), { async onCall({ channel }) { await channel.answer(); } });
 */
export class FastAgiTransport implements AgiTransport {
  readonly #options: FastAgiOptions;
  readonly #events: FastAgiEvents;
  readonly #peers: PeerList | undefined;
  readonly #proxies: PeerList | undefined;
  #server: Server | undefined;
  /** The one it got when it asked for a free one: it listens there again. */
  #port: number | undefined;

  /** @throws OffhookError AGI_OPTION for a peer or a proxy that is neither an address nor a CIDR block, and for a `maxConnections` that is none */
  constructor(options: FastAgiOptions = {}, events: FastAgiEvents = {}) {
    checkMaxConnections(options.maxConnections);
    this.#options = options;
    this.#events = events;
    this.#peers = options.peers === undefined ? undefined : readPeers('peers', options.peers);
    const { proxyProtocol } = options;
    this.#proxies = proxyProtocol === undefined ? undefined : readPeers('proxyProtocol.from', proxyProtocol.from);
  }

  listen(onLink: (link: AgiLink) => void): Promise<ListeningAddress> {
    const { host = '127.0.0.1' } = this.#options;
    const port = this.#port ?? this.#options.port ?? FASTAGI_PORT;
    const socketOptions = { allowHalfOpen: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS };
    const server = createServer(socketOptions, (socket) => this.#accept(socket, onLink));
    this.#server = server;
    server.maxConnections = this.#options.maxConnections ?? maxConnections();
    server.on('drop', (dropped) => this.#events.onFull?.(plainAddress(dropped?.remoteAddress ?? '?')));
    return new Promise((resolve, reject) => {
      const refuse = (error: NodeJS.ErrnoException) =>
        reject(new OffhookError('AGI_LISTEN', { host, port, problem: explain(error) }, { cause: error }));
      server.once('error', refuse);
      const onListening = () => {
        server.off('error', refuse);
        // A connection that could not be accepted (no file descriptor left) must not end the process and the other calls.
        server.on('error', (error) => process.emitWarning(error));
        // A listening TCP server has an address of this shape.
        this.#port = (server.address() as AddressInfo).port;
        resolve({ host, port: this.#port });
      };
      try {
        server.listen({ host, port }, onListening);
      } catch (error) {
        // A port that is none, as `Number(process.env.PORT)` may be: node:net throws it.
        refuse(error as NodeJS.ErrnoException);
      }
    });
  }

  close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    return server === undefined ? Promise.resolve() : new Promise((resolve) => server.close(() => resolve()));
  }

  #accept(socket: Socket, onLink: (link: AgiLink) => void): void {
    const link = new SocketLink(socket);
    if (socket.destroyed) onLink(link);
    else if (this.#proxies?.has(addressOf(link.peer))) onLink(new ProxiedLink(link, (peer) => this.#admits(peer)));
    else if (this.#admits(link.peer)) onLink(link);
    else link.destroy();
  }

  #admits(peer: string): boolean {
    const address = addressOf(peer);
    const isAdmitted = this.#peers?.has(address) ?? true;
    if (!isAdmitted) this.#events.onStranger?.(address);
    return isAdmitted;
  }
}

function checkMaxConnections(value: number | undefined): void {
  const problem = value === undefined ? undefined : wholeNumberProblem(value, 1);
  if (problem !== undefined) throw new OffhookError('AGI_OPTION', { option: 'maxConnections', value, problem });
}

/** A socket as the core sees it. */
export class SocketLink implements AgiLink {
  readonly peer: string;
  readonly #socket: Socket;
  #error: Error | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.peer = peerName(socket.remoteAddress ?? '?', socket.remotePort ?? '?');
    // Before the first byte: a peer that resets at once must not become an unhandled 'error' event.
    socket.on('error', (error) => (this.#error = error));
    if (socket.remoteAddress !== undefined) return;
    // Reset before we looked, as load balancers do when all they want to know is whether we are there. Whose it was is lost,
    // and nothing that it says can be answered.
    this.#error = new Error('the connection was reset');
    socket.destroy();
  }

  open(receiver: LinkReceiver): void {
    const socket = this.#socket;
    let isClosed = false;
    const closed = () => {
      if (isClosed) return;
      isClosed = true;
      receiver.closed(this.#error);
    };
    socket.on('data', (chunk) => receiver.received(chunk));
    // Asterisk never half-closes and goes on: its end is the end of the call.
    socket.on('end', () => {
      if (socket.writable) socket.end();
      closed();
    });
    socket.on('close', closed);
    if (socket.destroyed) queueMicrotask(closed);
  }

  send(line: string): void {
    if (this.#socket.writable) this.#socket.write(line);
  }

  end(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }
}

function explain(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return 'the port is in use. Another server runs there; stop it, or choose another port';
    case 'EACCES':
      return 'ports below 1024 need more rights. Choose another port';
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return 'this machine has no such address';
    case 'ERR_SOCKET_BAD_PORT':
      return 'a port is a whole number from 0 to 65535';
    default:
      return error.message;
  }
}
