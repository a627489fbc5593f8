import { Call } from '../call/call.js';
import type { Logger } from '../call/logger.js';
import { AgiRequest } from '../call/request.js';
import type { ServiceScope } from '../container/service-scope.js';
import type { CompiledController } from '../controller/compile-controller.js';
import { Conversation } from '../dialog/conversation.js';
import type { RouteMatch } from '../router/router.js';
import type { CallSession } from '../session/call-session.js';
import { callValues } from './call-values.js';
import type { RunningApp } from './running-app.js';
import { Scenes } from './scenes.js';

/** Everything that is made for one call. */
export interface LiveCall {
  readonly session: CallSession;
  readonly call: Call;
  readonly conversation: Conversation;
  readonly scope: ServiceScope;
  readonly scenes: Scenes;
  readonly log: Logger;
  /** Menus and steps the caller came by. */
  readonly visited: string[];
  /** What failed beside the conversation; logged when the call is over. */
  readonly failures: unknown[];
}

/** Makes what a call needs: its logger, its conversation, its container. The controller is built when it is entered. */
export function openCall(session: CallSession, match: RouteMatch<CompiledController>, app: RunningApp): LiveCall {
  const log = app.logFor(session, match.pattern);
  const conversation = new Conversation(session.channel, {
    nowMs: app.nowMs,
    onMissingSound: (sound) => log.warn({ sound }, 'Asterisk could not play a sound; it was skipped'),
  });
  const request = new AgiRequest(session.environment, match);
  const call = new Call(session, request, conversation, log, (token) => scope.get(token));
  const scope = app.container.openScope(callValues(call, session));
  return { session, call, conversation, scope, scenes: new Scenes(scope, call), log, visited: [], failures: [] };
}
