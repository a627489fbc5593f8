import { Call, type CallParts } from '../../call/call.js';
import type { ChoiceTaken } from '../../call/call-outcome.js';
import type { CallerId } from '../../call/caller.js';
import type { Logger } from '../../call/logger.js';
import type { Questions } from '../../call/questions.js';
import type { Recording } from '../../call/recording.js';
import { AgiRequest } from '../../call/request.js';
import type { MonotonicClock } from '../../core/clock.js';
import type { ServiceScope } from '../../container/service-scope.js';
import type { CompiledController } from '../../controller/compile-controller.js';
import type { Question } from '../../dialog/call-flow.js';
import type { Class } from '../../dialog/class.js';
import { Conversation, type ConversationOptions } from '../../dialog/line/conversation.js';
import type { CheckContext } from '../../dialog/read/reader.js';
import { legible } from '../../errors/loggable.js';
import { removeRecording } from '../../dialog/line/record.js';
import type { DialogContext } from '../../dialog/engine/walk.js';
import type { FlowInstance } from '../../dialog/engine/node-context.js';
import type { Token } from '../../dialog/token.js';
import { HangUpError } from '../../errors/hang-up-error.js';
import type { RouteMatch } from '../../router/router.js';
import type { CallSession } from '../../session/call-session.js';
import type { TellHappening } from '../../session/journal.js';
import { CallProvidedValues } from '../definition/call-values.js';
import { greetOnce, callQuestions } from '../../question/call-questions.js';
import { SecretLog, Secrets } from '../log/secret-log.js';
import type { RunningApp } from './running-app.js';
import { FlowInstances } from './flow-instances.js';

/**
 * Everything that is made for one call: its logger, its conversation, its container. The controller is built when it is entered.
 * There are as many of these as there are callers, so what not every call needs is made when it is asked for.
 */
export class LiveCall implements DialogContext, ConversationOptions, CallParts {
  readonly session: CallSession;
  readonly app: RunningApp;
  readonly caller: CallerId;
  readonly request: AgiRequest;
  readonly conversation: Conversation;
  readonly call: Call;
  readonly scope: ServiceScope;
  readonly instances: FlowInstances;
  readonly log: Logger;
  /** The path that was asked for, its route, and the class behind it. */
  readonly path: string;
  readonly route: string;
  readonly compiled: CompiledController;
  /** Menus and steps the caller came by. */
  readonly visited: string[] = [];
  readonly choices: ChoiceTaken[] = [];
  /** What failed beside the conversation; logged when the call is over. */
  readonly failures: unknown[] = [];
  readonly greeted = new Set<Question>();
  readonly running: { readonly name: string; readonly by: FlowInstance }[] = [];
  /** What the caller was recording when they hung up, where it was to be kept. */
  recording: Recording | undefined;
  /** The handler that threw, until something else of the call begins. */
  #threwIn: string | undefined;
  /** What the watcher was told: one error comes out in several places. */
  #watched: Set<unknown> | undefined;
  readonly #secrets = new Secrets();
  #questions: Questions | undefined;

  constructor(session: CallSession, match: RouteMatch<CompiledController>, app: RunningApp, caller: CallerId) {
    const { controller, path, pattern: route } = match;
    this.session = session;
    this.app = app;
    this.caller = caller;
    this.path = path;
    this.route = route;
    this.compiled = controller;
    session.secrets = this.#secrets;
    session.trackPlace();
    this.log = new SecretLog(() => app.logFor(session, route), this.#secrets);
    session.onListenerFailure = this.onListenerFailure;
    this.request = new AgiRequest(session.environment, match);
    this.conversation = new Conversation(session.channel, this);
    this.call = new Call(session, this);
    this.scope = app.container.openScope(new CallProvidedValues(this.call, session));
    // Who is called has passed no door of the app, and opens none.
    this.instances = new FlowInstances(
      this.scope,
      this.call,
      controller.isScreening ? app.aroundScreening : app.around,
    );
  }

  /** The questions that code asks. */
  get questions(): Questions {
    const { conversation, tell, checkContext, onSecret, nowMs, session, app } = this;
    this.#questions ??= callQuestions({
      questionContext: { conversation, nowMs, tell, checkContext, onSecret, greets: greetOnce() },
      defaults: app.defaults,
      signal: session.signal,
      discard: (discarded) => removeRecording(discarded, session.channel),
      onRecordingLeft: (recording) => (this.recording = recording),
    });
    return this.#questions;
  }

  get controller(): string {
    return this.compiled.name;
  }

  get clock(): MonotonicClock {
    return this.app.clock;
  }

  get answersFirst(): boolean {
    return this.compiled.answer ?? this.app.answer;
  }

  language(): string {
    return this.call.language;
  }

  get nowMs(): () => number {
    return this.app.nowMs;
  }

  now(): Date {
    return this.app.clock.timeOfDay?.() ?? new Date();
  }

  find<T>(token: Token<T>): T {
    return this.scope.get(token);
  }

  screeningPath(screening: Class): string {
    return this.app.screeningPath(screening);
  }

  enter(key: object, input: unknown): FlowInstance {
    return this.instances.enter(this.app.controllerOf(key), input, this);
  }

  liveCommands(): number {
    return this.session.liveCommands;
  }

  // The dialog hands these on.
  readonly tell: TellHappening = (happening, atMs) => {
    const { log, visited } = this;
    if (happening.kind === 'visited') visited.push(happening.node);
    if (happening.kind === 'threw') this.#threwIn = happening.handler;
    else if (happening.kind === 'visited') this.#threwIn = undefined;
    if (happening.kind === 'choice' || happening.kind === 'link')
      this.choices.push({ question: happening.question, keys: happening.keys });
    if (happening.kind === 'soundMissing')
      log.warn({ sound: happening.sound }, 'Asterisk could not play a sound; it was skipped');
    if (happening.kind === 'gap')
      log.warn(
        { dialogGapMs: happening.durationMs, node: visited.at(-1) },
        'nobody listened to the caller for so long: from 80 ms on a key may be lost',
      );
    if (happening.kind === 'failed') log.debug({ question: happening.question }, happening.reason);
    this.session.journal.tell(happening, atMs);
  };

  onKey(key: string, isMasked: boolean): void {
    this.app.watcher?.keyTaken(this.session.environment.uniqueId, key, isMasked);
  }

  /** Something of the call failed; the log is told of it elsewhere. @param where - default the handler that threw, or where the caller is */
  fails(error: unknown, where = this.#threwIn ?? this.visited.at(-1) ?? this.controller): void {
    const { watcher } = this.app;
    if (watcher === undefined || legible(error) instanceof HangUpError || this.#watched?.has(error)) return;
    (this.#watched ??= new Set()).add(error);
    watcher.failed({ call: this.session.environment.uniqueId, where, error: this.#secrets.masked(error) });
  }

  readonly checkContext = (digits: string, attempt: number): CheckContext => ({
    signal: this.session.signal,
    digits,
    attempt,
    get: (token) => this.find(token),
  });

  readonly onListenerFailure = (err: unknown): void => {
    this.log.error({ err }, 'a listener on a signal of the call failed');
    this.fails(err, 'a listener on a signal of the call');
  };

  readonly onSecret = (digits: string): void => {
    const before = this.#secrets.known.length;
    this.#secrets.add(digits);
    if (this.#secrets.known.length > before) this.app.secrets.add(digits);
  };

  /** What the caller typed where it is masked. */
  get secrets(): readonly string[] {
    return this.#secrets.known;
  }
}
