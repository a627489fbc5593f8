import type { Logger } from '../call/logger.js';
import { AppContainer } from '../container/app-container.js';
import { planContainer } from '../container/plan-container.js';
import type { Provider } from '../container/provider.js';
import { ProblemList } from '../controller/boot-problems.js';
import { checkEntered } from '../controller/check-entered.js';
import { type CompiledController, compileController } from '../controller/compile-controller.js';
import { checkDefaults } from '../controller/valid-defaults.js';
import { validPrompt } from '../controller/valid-prompt.js';
import type { AgiLink } from '../core/link.js';
import type { Class } from '../call/class.js';
import type { Token } from '../call/token.js';
import type { Conversation } from '../dialog/conversation.js';
import { flatten } from '../dialog/prompt.js';
import { HangUpError } from '../errors/hang-up-error.js';
import { BootError, OffhookError, type ProtocolError } from '../errors/offhook-error.js';
import { printable } from '../errors/printable.js';
import { compileRoutes } from '../router/compile-routes.js';
import type { Router } from '../router/router.js';
import { HANDSHAKE } from '../session/answer-calls.js';
import type { CallSession } from '../session/call-session.js';
import { type FastAgiOptions, FastAgiTransport } from '../transport/fastagi.js';
import type { AgiTransport, ListeningAddress } from '../transport/transport.js';
import { CALL_VALUES } from './call-values.js';
import { handleCall } from './handle-call.js';
import { createLogger } from './logger.js';
import { type AppOptions, checkOptions } from './options.js';
import type { CallRecord, RunningApp } from './running-app.js';

/** What an app is made of. */
export interface AppParts {
  /** Classes with `@AgiController`. */
  readonly controllers: readonly Class[];
  /** Services: classes with `@Injectable`, or `provide(token)…`. */
  readonly providers?: readonly Provider[];
}

const CLEAN_UP_LIMIT_MS = 10_000;
const DRAIN_LIMIT_MS = 30_000;

/**
 * Builds an app: compiles the controllers, checks everything, and makes the services. It does not listen yet.
 *
 * @param parts - controllers and providers
 * @param options - see {@link AppOptions}
 * @throws BootError with every mistake at once; OffhookError for an option that does not exist
 * @example
 * const app = await createAgiApp({ controllers: [SalesController], providers: [CrmService] });
 * await app.closeOnSignals().listen({ port: 4573 });
 */
export async function createAgiApp(parts: AppParts, options: AppOptions = {}): Promise<AgiApp> {
  checkOptions(parts, options);
  const log = options.logger ?? createLogger();
  const mistakes = new ProblemList();
  const defaults = checkDefaults(options.defaults, 'createAgiApp()', mistakes);
  validPrompt(options.sorry, 'sorry', 'createAgiApp()', mistakes);
  const compilations = parts.controllers.map((controller) => compileController(controller, defaults));
  const compiled = compilations.map((compilation) => compilation.compiled);
  checkEntered(compiled, mistakes);
  const routes = compileRoutes(compiled.flatMap((controller) => controller.paths.map((path) => ({ path, controller }))));
  const plan = planContainer({ controllers: parts.controllers, providers: parts.providers ?? [], callValues: CALL_VALUES });
  const problems = [
    ...[...mistakes.found, ...compilations.flatMap((compilation) => compilation.problems)].map(({ message }) => message),
    ...routes.problems,
    ...plan.problems,
  ];
  // The controllers' compiler and the container both look at constructors: one sentence is enough.
  if (problems.length > 0) throw new BootError('AGI_BOOT', { problems: [...new Set(problems)] });
  for (const { message } of compilations.flatMap(({ warnings }) => warnings)) log.warn(message);
  return new AgiApp(compiled, routes.router, await AppContainer.start(plan), log, options);
}

/** A built app: takes calls when it is told to, and counts those in flight. */
export class AgiApp implements RunningApp {
  readonly handshake;
  readonly cleanUpLimitMs: number;
  readonly #controllers: ReadonlyMap<object, CompiledController>;
  readonly #inFlight = new Set<CallSession>();
  readonly #transports: AgiTransport[] = [];
  #onDrained: (() => void) | undefined;
  #closing: Promise<void> | undefined;
  #isOutOfTime = false;

  /** @internal */
  constructor(
    controllers: readonly CompiledController[],
    readonly router: Router<CompiledController>,
    readonly container: AppContainer,
    private readonly log: Logger,
    private readonly options: AppOptions,
  ) {
    this.#controllers = new Map(controllers.map((compiled) => [compiled.controller, compiled]));
    this.handshake = { ...HANDSHAKE, timeoutMs: options.handshakeTimeoutMs ?? HANDSHAKE.timeoutMs };
    this.cleanUpLimitMs = options.cleanUpLimitMs ?? CLEAN_UP_LIMIT_MS;
  }

  /** Calls that are not over yet. */
  get callsInFlight(): number {
    return this.#inFlight.size;
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

  /** Takes calls from any transport. */
  async serve(transport: AgiTransport): Promise<ListeningAddress> {
    const address = await transport.listen((link) => this.accept(link));
    this.#transports.push(transport);
    return address;
  }

  /** Answers one connection, unless the app is closing; what goes wrong is logged, never thrown. */
  accept(link: AgiLink): void {
    if (this.#closing !== undefined) return link.destroy();
    handleCall(link, this).catch((error: unknown) => {
      this.log.error({ err: error }, 'a call could not be handled');
      link.destroy();
    });
  }

  /** An instance of scope `app`, for scripts and tests. */
  get<T>(token: Token<T>): T {
    return this.container.get(token);
  }

  /** Paths and who answers them, in match order. */
  routes(): readonly { readonly path: string; readonly controller: string }[] {
    return this.router.routes().map(({ path, controller }) => ({ path, controller: controller.flow.name }));
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
        if (this.#closing !== undefined) this.#endCalls();
        else void this.close();
      });
    }
    return this;
  }

  /** @internal */
  readonly nowMs = (): number => this.options.clock?.nowMs() ?? performance.now();

  /** @internal */
  controllerOf(key: object): CompiledController {
    const target = this.#controllers.get(key);
    if (target !== undefined) return target;
    // Checked at boot for every declared step; a cast gets here.
    throw new OffhookError('AGI_PROVIDER_MISSING', {
      where: 'go()',
      token: printable((key as Class).name),
      fix: 'List it among the controllers of createAgiApp().',
    });
  }

  /** @internal */
  async saySorry(conversation: Conversation): Promise<void> {
    const { sorry } = this.options;
    if (sorry === undefined) return;
    conversation.forgetKeys();
    try {
      await conversation.play(flatten(sorry, 'sorry'));
    } catch (error) {
      if (!(error instanceof HangUpError)) throw error;
    }
  }

  /** @internal */
  onNoCall(reason: ProtocolError | HangUpError): void {
    if (reason instanceof HangUpError) this.log.debug({}, 'a connection was closed before it said who calls');
    else this.log.warn({}, reason.message);
  }

  /** @internal */
  onCallOpened(session: CallSession): () => void {
    this.#inFlight.add(session);
    // It was on its way in when the app began to close.
    if (this.#isOutOfTime) session.hangUp('drained');
    return () => {
      this.#inFlight.delete(session);
      if (this.#inFlight.size === 0) this.#onDrained?.();
    };
  }

  /** @internal */
  logFor({ environment }: CallSession, route: string): Logger {
    return this.log.child({ call: environment.uniqueId, channel: environment.channel, route, caller: environment.callerNumber });
  }

  /** @internal One line for each call; what failed is logged here and nowhere else. */
  logOutcome(log: Logger, { outcome, visited, failures, durationMs }: CallRecord): void {
    // The error that broke the connection comes out of every use of the channel.
    for (const failure of new Set(failures)) {
      if (outcome.kind === 'error' && failure === outcome.error) continue;
      if (failure instanceof HangUpError) log.warn({ err: failure }, 'cleaning up needed the caller, who is gone');
      else log.error({ err: failure }, 'cleaning up after a call failed');
    }
    if (outcome.kind === 'error') log.error({ err: outcome.error, visited, durationMs }, 'the call failed');
    else log.info({ end: outcome.kind === 'hungUp' ? outcome.reason : outcome.kind, visited, durationMs }, 'the call is over');
  }

  async #close(drainLimitMs: number): Promise<void> {
    const timer = setTimeout(() => this.#endCalls(), drainLimitMs);
    // Connections that have not said who calls may still become calls: a transport is closed when they are gone too.
    await Promise.all(this.#transports.map((transport) => transport.close()));
    await this.#drained();
    clearTimeout(timer);
    for (const failure of await this.container.close()) this.log.error({ err: failure }, 'a service could not be disposed');
  }

  #drained(): Promise<void> {
    return this.#inFlight.size === 0 ? Promise.resolve() : new Promise((resolve) => (this.#onDrained = resolve));
  }

  #endCalls(): void {
    this.#isOutOfTime = true;
    for (const session of this.#inFlight) session.hangUp('drained');
  }
}
