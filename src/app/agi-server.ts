import type { CompiledController } from '../controller/compile-controller.js';
import type { Token } from '../dialog/token.js';
import type { AgiLink } from '../core/link.js';
import { type FastAgiOptions, FastAgiTransport } from '../transport/fastagi.js';
import type { AgiTransport, ListeningAddress } from '../transport/transport.js';
import type { AppWatcher } from './handle/app-watcher.js';
import type { CallInFlight } from './server/calls-in-flight.js';
import { PausableListener } from './server/pausable-listener.js';
import { handleCall } from './handle/handle-call.js';
import { type HealthOptions, HealthServer } from './server/health-server.js';
import { OffhookError } from '../errors/offhook-error.js';
import { Metrics } from './server/metrics.js';
import { isLoopback } from '../transport/peer-name.js';
import { MAX_TIMER_MS } from '../core/clock.js';
import type { RunningApp } from './handle/running-app.js';
import { endOnSignals } from './server/signals.js';
import { surviveUnawaitedHangUps } from './server/unawaited-hang-ups.js';

const DRAIN_LIMIT_MS = 30_000;

const OPEN_TO_ALL =
  'the app listens beyond this machine without `peers`: whoever reaches the port can place calls, with any number, and nothing is encrypted. Name the Asterisks in `peers`; docs/guides/encryption.md says how to encrypt';

/** How an app closes. */
export interface CloseOptions {
  /** How long calls may go on before they are given back to the dialplan, milliseconds; default 30,000. */
  readonly drainLimitMs?: number;
}

/** What became of the calls when an app closed. */
export interface CloseReport {
  /** Calls that were given back to the dialplan before they had come to their end. */
  readonly callsCut: number;
}

/**
 * An app that runs: it takes calls when it is told to, and counts those in flight. Made with `start()` of an app.
 *
 * @example
 * const server = await app.start();
 * await server.closeOnSignals().listen({ port: 4573 });
 */
export class AgiServer {
  readonly #running: RunningApp;
  readonly #pausableListeners: PausableListener[] = [];
  /** What closes the servers of {@link serveHealth}. */
  readonly #health: (() => Promise<void>)[] = [];
  #closing: Promise<CloseReport> | undefined;
  #isClosed = false;

  /** @internal */
  constructor(running: RunningApp) {
    this.#running = running;
    running.calls.onChange = () => this.#listenAsWanted();
  }

  /** How many calls are not over yet. */
  get callsInFlight(): number {
    return this.#running.calls.size;
  }

  /**
   * The calls that are not over yet, for those who run the server.
   *
   * @example
   * for (const call of server.calls()) if (call.at === 'SupportController.talk') call.handBack();
   */
  calls(): readonly CallInFlight[] {
    return this.#running.calls.list();
  }

  /**
   * Listens for FastAGI connections. Beyond loopback and without `peers` that is a warning in the log: FastAGI has no password.
   *
   * @param options - `host`, default `127.0.0.1`; `port`, default 4573, 0 for a free one; `peers`, who may connect;
   *   `proxyProtocol`, whose word is taken for who connects; `maxConnections`, how many may be open
   * @returns where it listens
   * @throws OffhookError AGI_LISTEN when the port cannot be had, AGI_OPTION for a peer or a proxy that is no address, or for a `maxConnections` that is no number
   * @example
   * await server.listen({ host: '10.0.0.5', peers: ['10.0.0.0/24'] });
   */
  async listen(options: FastAgiOptions = {}): Promise<ListeningAddress> {
    const { log, dropped } = this.#running;
    const onStranger = (address: string) => this.#running.onStranger(address);
    const onFull = (address: string) => dropped.note('maxConnections', address);
    const address = await this.serve(new FastAgiTransport(options, { onStranger, onFull }));
    if (options.peers === undefined && !isLoopback(address.host)) log.warn(address, OPEN_TO_ALL);
    return address;
  }

  /**
   * Takes calls from any transport.
   *
   * @param transport - where connections come from; closed with the app
   * @returns where it listens
   * @throws what the transport throws when it cannot listen
   * @example
   * await server.serve(new FastAgiTransport({ port: 4573 }));
   */
  async serve(transport: AgiTransport): Promise<ListeningAddress> {
    const { log, repeated } = this.#running;
    const listener = new PausableListener(
      transport,
      (link) => this.accept(link),
      (err) => {
        const say = () => log.error({ err }, 'the app cannot listen again; it tries once a second');
        repeated.say('AGI_LISTEN', 1, say);
      },
    );
    const address = await listener.open();
    this.#pausableListeners.push(listener);
    return address;
  }

  /**
   * Answers one connection; once the app is closing it is told REFUSED. What goes wrong is logged, never thrown.
   *
   * @param link - a connection, whatever brought it
   * @example
   * const [ours, theirs] = linkedPair();
   * server.accept(theirs);
   */
  accept(link: AgiLink): void {
    if (this.#isClosed) return link.destroy();
    handleCall(link, this.#running).catch((error: unknown) => {
      const err = this.#running.secrets.masked(error);
      this.#running.log.error({ err }, 'a call could not be handled');
      this.#running.watcher?.failed({ call: undefined, where: 'a call that could not be handled', error: err });
      link.destroy();
    });
  }

  /**
   * Shows by HTTP how the app fares: `/live`, `/ready` (503 while it closes or is full), and `/metrics` in Prometheus' format.
   * Call it before `listen()`: calls are counted from then on. It is closed with the app, as the last.
   *
   * @param options - `host`, default `127.0.0.1`; `port`, default 4574, 0 for a free one
   * @returns where it listens
   * @throws OffhookError AGI_LISTEN when the port cannot be had
   * @example
   * await server.serveHealth({ port: 9100 });
   * await server.closeOnSignals().listen();
   */
  async serveHealth(options: HealthOptions = {}): Promise<ListeningAddress> {
    const { log, dropped } = this.#running;
    const metrics = new Metrics({
      callsActive: () => this.callsInFlight,
      linesDropped: () => log.linesDropped,
      dropped,
    });
    const server = new HealthServer({ notReady: () => this.#notReady(), metrics: () => metrics.read() });
    const address = await server.listen(options);
    this.#running.listeners.push(metrics.listener);
    this.#health.push(async () => {
      await server.close();
      metrics.close();
    });
    return address;
  }

  /**
   * An instance of scope `app`, for scripts and tests.
   *
   * @throws OffhookError AGI_PROVIDER_MISSING for what is not listed, AGI_OUTSIDE_CALL for what belongs to a call
   * @example
   * const customers = server.get(Customers);
   */
  get<T>(token: Token<T>): T {
    return this.#running.container.get(token);
  }

  /** @internal */
  watch(watcher: AppWatcher): void {
    this.#running.watcher = watcher;
  }

  /** @internal Its controllers and dialogs as plain data. */
  get compiled(): readonly CompiledController[] {
    return this.#running.compiled;
  }

  /**
   * Takes no more calls, lets those in flight end, gives back to the dialplan those that do not, and disposes the services.
   * Asked again, it gives the same promise.
   *
   * @param options - `drainLimitMs`: how long calls may go on, milliseconds; default 30,000, `Infinity` as long as they last
   * @returns how many calls were cut
   * @throws OffhookError AGI_OPTION when `drainLimitMs` is no time
   * @example
   * const { callsCut } = await server.close({ drainLimitMs: 10_000 });
   */
  close(options: CloseOptions = {}): Promise<CloseReport> {
    return (this.#closing ??= this.#close(drainLimitOf(options)));
  }

  /**
   * Closes on SIGTERM and SIGINT; a second signal gives the calls back at once. The process then ends with exit code 0, or 3 when
   * calls were cut. From then on a caller who hangs up ends no process either, where code forgot to await something of their call:
   * that is logged.
   *
   * @param options - see {@link AgiServer.close}
   * @throws OffhookError AGI_OPTION when `drainLimitMs` is no time
   * @example
   * await server.closeOnSignals({ drainLimitMs: 60_000 }).listen();
   */
  closeOnSignals(options: CloseOptions = {}): this {
    // Not when the signal comes.
    drainLimitOf(options);
    surviveUnawaitedHangUps(process, this.#running.log);
    endOnSignals(process, this.#running.log, {
      calls: () => this.callsInFlight,
      close: () => this.close(options),
      hasten: () => this.#running.calls.endAll(),
    });
    return this;
  }

  async #close(drainLimitMs: number): Promise<CloseReport> {
    const { calls } = this.#running;
    calls.admitNoMore();
    const timer = setTimeout(() => calls.endAll(), drainLimitMs);
    // Connections that have not said who calls may still have to be told REFUSED: a transport is closed when they are gone too.
    await Promise.all(this.#pausableListeners.map((listener) => listener.close()));
    await calls.none();
    clearTimeout(timer);
    this.#isClosed = true;
    await this.#running.dispose();
    await Promise.all(this.#health.map((close) => close()));
    return { callsCut: calls.handedBack };
  }

  #notReady(): string | undefined {
    if (this.#closing !== undefined) return 'the app is closing';
    if (this.#pausableListeners.length === 0) return 'the app does not listen yet';
    return this.#running.calls.isFull ? 'the app is full' : undefined;
  }

  #listenAsWanted(): void {
    for (const listener of this.#pausableListeners) listener.want(this.#running.wantsCalls);
  }
}

function drainLimitOf({ drainLimitMs: value = DRAIN_LIMIT_MS }: CloseOptions): number {
  if (value >= 0) return Math.min(value, MAX_TIMER_MS);
  throw new OffhookError('AGI_OPTION', { option: 'drainLimitMs', value, problem: 'milliseconds from 0 are needed' });
}
