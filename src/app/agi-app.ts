import type { Token } from '../dialog/token.js';
import type { AgiLink } from '../core/link.js';
import { type FastAgiOptions, FastAgiTransport } from '../transport/fastagi.js';
import type { AgiTransport, ListeningAddress } from '../transport/transport.js';
import { handleCall } from './handle-call.js';
import type { RunningApp } from './running-app.js';

const DRAIN_LIMIT_MS = 30_000;

/** A built app: takes calls when it is told to, and counts those in flight. Made with `createAgiApp()`. */
export class AgiApp {
  readonly #running: RunningApp;
  readonly #transports: AgiTransport[] = [];
  #closing: Promise<void> | undefined;

  /** @internal */
  constructor(running: RunningApp) {
    this.#running = running;
  }

  /** Calls that are not over yet. */
  get callsInFlight(): number {
    return this.#running.callsInFlight;
  }

  /**
   * Listens for FastAGI connections.
   *
   * @param options - `host`, default `127.0.0.1`; `port`, default 4573, 0 for a free one
   * @returns where it listens
   * @throws OffhookError AGI_LISTEN when the port cannot be had
   */
  listen(options: FastAgiOptions = {}): Promise<ListeningAddress> {
    return this.serve(new FastAgiTransport(options));
  }

  /**
   * Takes calls from any transport.
   *
   * @param transport - where connections come from; closed with the app
   * @returns where it listens
   * @throws what the transport throws when it cannot listen
   */
  async serve(transport: AgiTransport): Promise<ListeningAddress> {
    const address = await transport.listen((link) => this.accept(link));
    this.#transports.push(transport);
    return address;
  }

  /** Answers one connection, unless the app is closing; what goes wrong is logged, never thrown. */
  accept(link: AgiLink): void {
    if (this.#closing !== undefined) return link.destroy();
    handleCall(link, this.#running).catch((error: unknown) => {
      this.#running.log.error({ err: error }, 'a call could not be handled');
      link.destroy();
    });
  }

  /**
   * An instance of scope `app`, for scripts and tests.
   *
   * @throws OffhookError AGI_PROVIDER_MISSING for what is not listed, AGI_OUTSIDE_CALL for what belongs to a call
   */
  get<T>(token: Token<T>): T {
    return this.#running.container.get(token);
  }

  /** Paths and who answers them, in match order. */
  routes(): readonly { readonly path: string; readonly controller: string }[] {
    return this.#running.router.routes().map(({ path, controller }) => ({ path, controller: controller.name }));
  }

  /**
   * Takes no more calls, lets those in flight end, and disposes the services.
   *
   * @param options - `drainLimitMs`: how long calls may go on before they are ended, default 30,000
   */
  close(options: { readonly drainLimitMs?: number } = {}): Promise<void> {
    return (this.#closing ??= this.#close(options.drainLimitMs ?? DRAIN_LIMIT_MS));
  }

  /** Closes on SIGTERM and SIGINT; a second signal ends the calls at once. */
  closeOnSignals(): this {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (this.#closing !== undefined) this.#running.endCalls();
        else void this.close();
      });
    }
    return this;
  }

  async #close(drainLimitMs: number): Promise<void> {
    const timer = setTimeout(() => this.#running.endCalls(), drainLimitMs);
    // Connections that have not said who calls may still become calls: a transport is closed when they are gone too.
    await Promise.all(this.#transports.map((transport) => transport.close()));
    await this.#running.drained();
    clearTimeout(timer);
    await this.#running.dispose();
  }
}
