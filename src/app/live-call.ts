import { Call } from '../call/call.js';
import type { ChoiceTaken } from '../call/call-outcome.js';
import type { CallerId } from '../call/caller.js';
import type { Logger } from '../call/logger.js';
import type { Recording } from '../call/recording.js';
import { AgiRequest } from '../call/request.js';
import type { ServiceScope } from '../container/service-scope.js';
import type { CompiledController } from '../controller/compile-controller.js';
import type { Class } from '../dialog/class.js';
import { Conversation } from '../dialog/conversation.js';
import { removeRecording } from '../dialog/record.js';
import type { Listener } from '../dialog/stage.js';
import type { Tell } from '../session/journal.js';
import type { Token } from '../dialog/token.js';
import type { RouteMatch } from '../router/router.js';
import type { CallSession } from '../session/call-session.js';
import { callValues } from './call-values.js';
import { greetOnce, linearQuestions } from './linear/questions.js';
import type { RunningApp } from './running-app.js';
import { Scenes } from './scenes.js';
import { Secrets, withoutSecrets } from './log/secret-log.js';

/** Everything that is made for one call. */
export interface LiveCall {
  readonly session: CallSession;
  readonly call: Call;
  /** What its questions share, wherever they are asked. */
  readonly listening: Omit<Listener, 'greets'>;
  readonly scope: ServiceScope;
  readonly scenes: Scenes;
  readonly log: Logger;
  /** The path that was asked for, its route, and the class behind it. */
  readonly path: string;
  readonly route: string;
  readonly controller: string;
  /** Menus and steps the caller came by. */
  readonly visited: string[];
  readonly choices: ChoiceTaken[];
  /** What failed beside the conversation; logged when the call is over. */
  readonly failures: unknown[];
  /** What the caller was recording when he hung up, where it was to be kept. */
  recording: Recording | undefined;
}

/** Makes what a call needs: its logger, its conversation, its container. The controller is built when it is entered. */
export function openCall(
  session: CallSession,
  match: RouteMatch<CompiledController>,
  app: RunningApp,
  caller: CallerId,
): LiveCall {
  const secrets = new Secrets();
  session.masked = (value) => secrets.masked(value);
  const log = withoutSecrets(app.logFor(session, match.pattern), secrets);
  const { clock } = app;
  const nowMs = () => clock.nowMs();
  const { signal } = session;
  const visited: string[] = [];
  const choices: ChoiceTaken[] = [];
  const tell: Tell = (happening, atMs) => {
    if (happening.kind === 'visited') visited.push(happening.node);
    if (happening.kind === 'choice' || happening.kind === 'link')
      choices.push({ question: happening.question, keys: happening.keys });
    if (happening.kind === 'soundMissing')
      log.warn({ sound: happening.sound }, 'Asterisk could not play a sound; it was skipped');
    if (happening.kind === 'gap')
      log.warn(
        { dialogGapMs: happening.durationMs, node: visited.at(-1) },
        'nobody listened to the caller for so long: from 80 ms on a key may be lost',
      );
    if (happening.kind === 'failed') log.debug({ question: happening.question }, happening.reason);
    session.journal.tell(happening, atMs);
  };
  const find = <T>(token: Token<T>): T => scope.get(token);
  const conversation = new Conversation(session.channel, {
    nowMs,
    after: (delayMs, run) => clock.after(delayMs, run),
    language: () => call.language,
    answersFirst: match.controller.answer ?? app.answer,
    tell,
  });
  const listening: LiveCall['listening'] = {
    conversation,
    nowMs,
    tell,
    checkContext: (digits, attempt) => ({ signal, digits, attempt, get: find }),
    onSecret: (digits) => secrets.add(digits),
  };
  const listener = { ...listening, greets: greetOnce() };
  const questions = linearQuestions({
    listener,
    defaults: app.defaults,
    signal,
    discard: (discarded) => removeRecording(discarded, session.channel),
    onRecordingLeft: (recording) => (live.recording = recording),
  });
  const request = new AgiRequest(session.environment, match);
  const now = () => clock.timeOfDay?.() ?? new Date();
  const screeningPath = (screening: Class) => app.screeningPath(screening);
  const call = new Call(session, { app, caller, request, conversation, log, questions, find, now, screeningPath });
  const scope = app.container.openScope(callValues(call, session));
  tell({ kind: 'routed', route: match.pattern, controller: match.controller.name });
  // Who is called has passed no door of the app, and opens none.
  const around = match.controller.isScreening ? { ...app.around, guards: [] } : app.around;
  const led = { path: match.path, route: match.pattern, controller: match.controller.name };
  const live: LiveCall = {
    session,
    call,
    listening,
    scope,
    scenes: new Scenes(scope, call, around),
    log,
    ...led,
    visited,
    choices,
    failures: [],
    recording: undefined,
  };
  return live;
}
