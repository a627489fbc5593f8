import type { Class } from '../../dialog/class.js';
import type { CallOutcome } from '../../call/call-outcome.js';
import type { Logger } from '../../call/logger.js';
import type { AppContainer } from '../../container/app-container.js';
import type { CompiledController } from '../../controller/compile-controller.js';
import { type MonotonicClock, processClock } from '../../core/clock.js';
import type { DialogDefaults } from '../../dialog/question-options.js';
import type { Conversation } from '../../dialog/line/conversation.js';
import { flatten } from '../../dialog/prompt.js';
import { HangUpError } from '../../errors/hang-up-error.js';
import { ArgumentError, OffhookError, type ProtocolError } from '../../errors/offhook-error.js';
import { printable } from '../../errors/printable.js';
import type { Router } from '../../router/router.js';
import type { Pipeline } from '../../pipeline/compiled-pipeline.js';
import { HANDSHAKE } from '../../session/answer-calls.js';
import type { CallSession } from '../../session/call-session.js';
import type { CallListener } from '../../session/journal.js';
import type { HandshakeLimits } from '../../session/open-session.js';
import type { AppWatcher } from './app-watcher.js';
import { CallsInFlight } from '../server/calls-in-flight.js';
import { DroppedConnections } from '../server/dropped-connections.js';
import { handshakeCounts, Handshakes } from '../server/handshakes.js';
import { callerInLog } from '../log/caller-in-log.js';
import { LiveSecrets } from '../log/live-secrets.js';
import { RepeatedLines } from '../log/repeated-lines.js';
import type { SafeLog } from '../log/safe-log.js';
import { CleanUpLimit } from '../end/clean-up-limit.js';
import type { AppOptions } from '../definition/options.js';

const CLEAN_UP_LIMIT_MS = 10_000;
/** Lines of one kind about connections that were no calls: enough to see what goes wrong, too few to fill a disk. */
const NO_CALLS_A_MINUTE = 10;

/** An app from the inside: what the path of a call needs of it. */
export class RunningApp {
  readonly handshake: HandshakeLimits;
  readonly cleanUpLimitMs: number;
  readonly commandTimeoutMs: number | undefined;
  readonly clock: MonotonicClock;
  /** The time by that clock, for every conversation. */
  readonly nowMs = (): number => this.clock.nowMs();
  /** What holds for questions that do not say their own. */
  readonly defaults: DialogDefaults;
  /** Whether a call that still rings is answered before the first sound, where its class does not say. */
  readonly answer: boolean;
  /** Told what happens in each call. */
  readonly listeners: CallListener[];
  /** What is bound to the app. */
  readonly around: Pipeline;
  /** The same without its guards. */
  readonly aroundScreening: Pipeline;
  readonly compiled: readonly CompiledController[];
  readonly #controllers: ReadonlyMap<object, CompiledController>;
  readonly calls: CallsInFlight;
  /** Who sees what goes wrong, beside the log. */
  watcher: AppWatcher | undefined;
  /** What was typed where it is masked in the calls that are not over. */
  readonly secrets: LiveSecrets;
  readonly handshakes: Handshakes;
  readonly dropped: DroppedConnections;
  /** Lines that strangers can cause as often as they like. */
  readonly repeated: RepeatedLines;
  /** Services that are being told how a call ended. */
  readonly #telling = new Set<Promise<void>>();
  /** Whether a service of the app wants to know. */
  readonly #hasAfterwards: boolean;

  constructor(
    { controllers, around }: { readonly controllers: readonly CompiledController[]; readonly around: Pipeline },
    readonly router: Router<CompiledController>,
    readonly container: AppContainer,
    readonly log: SafeLog,
    private readonly options: AppOptions,
    secrets = new LiveSecrets(),
  ) {
    const {
      clock = processClock,
      defaults = {},
      answer = true,
      listeners = [],
      handshakeTimeoutMs = HANDSHAKE.timeoutMs,
      cleanUpLimitMs = CLEAN_UP_LIMIT_MS,
    } = options;
    this.compiled = controllers;
    this.secrets = secrets;
    this.#controllers = new Map(controllers.map((compiled) => [compiled.controller, compiled]));
    this.handshake = { ...HANDSHAKE, timeoutMs: handshakeTimeoutMs };
    this.cleanUpLimitMs = cleanUpLimitMs;
    this.commandTimeoutMs = options.commandTimeoutMs;
    this.clock = clock;
    this.around = around;
    this.aroundScreening = { ...around, guards: [] };
    this.defaults = defaults;
    this.answer = answer;
    this.listeners = [...listeners];
    this.calls = new CallsInFlight(options);
    this.dropped = new DroppedConnections(log);
    this.handshakes = new Handshakes(handshakeCounts(options), (limit, address) => this.dropped.note(limit, address));
    this.repeated = new RepeatedLines(log);
    this.#hasAfterwards = container.has('onCallEnd');
  }

  /** Whether the log shows the lines of the wire. */
  get tracesWire(): boolean {
    return this.log.isLevelEnabled('trace');
  }

  /** Whether the app is to listen now. */
  get wantsCalls(): boolean {
    return this.options.whenFull !== 'stop-listening' || !this.calls.isFull;
  }

  /** The compiled form of a controller that a step names by its class. */
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

  /**
   * The path of a class that asks those who are called.
   *
   * @throws ArgumentError when the app has no such class: nobody must be connected unasked then
   */
  screeningPath(key: Class): string {
    const target = this.#controllers.get(key);
    const [path] = target?.isScreening === true ? target.paths : [];
    if (path !== undefined) return path;
    const problem = 'a class with @Screening is needed that is listed among the controllers of the app';
    throw new ArgumentError('AGI_ARGUMENT', {
      command: 'call.dial()',
      argument: 'screenedBy',
      value: typeof key === 'function' ? key.name : key,
      problem,
    });
  }

  /** Plays the apology of the app, when it has one. A caller who leaves meanwhile is no fault. */
  async apologize(conversation: Conversation): Promise<void> {
    const { apology } = this.options;
    if (apology === undefined) return;
    conversation.forgetKeys();
    try {
      // The dialplan goes on behind it.
      await conversation.play(flatten(apology, 'apology'), false);
    } catch (error) {
      if (!(error instanceof HangUpError)) throw error;
    }
  }

  /** A peer that was no call. */
  onNoCall(reason: ProtocolError | HangUpError): void {
    if (reason instanceof HangUpError) this.log.debug({}, 'a connection was closed before it said who calls');
    else this.repeated.say(reason.code, NO_CALLS_A_MINUTE, () => this.log.warn({}, reason.message));
  }

  /** A peer that may not connect. */
  onStranger(address: string): void {
    const say = () => this.log.warn({ address }, 'a connection was dropped: its peer is not in `peers`');
    this.repeated.say('not in `peers`', NO_CALLS_A_MINUTE, say);
  }

  logFor({ environment, peer }: CallSession, route: string): Logger {
    return this.log.child({
      call: environment.uniqueId,
      channel: environment.channel,
      peer,
      route,
      caller: callerInLog(environment.callerNumber, this.options.callerInLog ?? 'whole'),
    });
  }

  /** Tells the services of the app how a call ended: one that was refused, too. Only the close of the app waits for them. */
  tellServices(outcome: CallOutcome, session: CallSession): void {
    if (!this.#hasAfterwards) return;
    const told = this.#tellServices(outcome, session).finally(() => this.#telling.delete(told));
    this.#telling.add(told);
  }

  /** A call is over. Its secrets are kept until every service was told: one of them may quote them. */
  forget({ secrets }: { readonly secrets: readonly string[] }): void {
    if (secrets.length > 0) void Promise.all(this.#telling).finally(() => this.secrets.forget(secrets));
  }

  async #tellServices(outcome: CallOutcome, session: CallSession): Promise<void> {
    const limit = new CleanUpLimit(this.cleanUpLimitMs, 'onCallEnd');
    limit.start();
    const run = { order: 'newestFirst', argument: outcome, limit } as const;
    for (const failure of await this.container.runHooks('onCallEnd', run)) {
      const error = session.masked(failure);
      this.log.error({ err: error, call: outcome.id }, 'a service failed at the end of a call');
      this.watcher?.failed({ call: outcome.id, where: 'onCallEnd', error });
    }
    limit.end();
  }

  /** Lets the services stop, and disposes them. */
  async dispose(): Promise<void> {
    await Promise.all(this.#telling);
    this.repeated.end();
    const limit = new CleanUpLimit(this.cleanUpLimitMs, 'onAppStop');
    limit.start();
    for (const failure of await this.container.runHooks('onAppStop', { order: 'newestFirst', limit }))
      this.#fails(failure, 'onAppStop', 'a service could not be stopped');
    limit.end();
    for (const failure of await this.container.close())
      this.#fails(failure, 'dispose', 'a service could not be disposed');
  }

  #fails(error: unknown, where: string, sentence: string): void {
    this.log.error({ err: error }, sentence);
    this.watcher?.failed({ call: undefined, where, error });
  }
}
