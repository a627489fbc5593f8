import { Call } from '../call/call.js';
import { EndedCall } from '../call/ended-call.js';
import { AgiRequest } from '../call/request.js';
import type { AgiLink } from '../core/link.js';
import { HangUpError } from '../errors/hang-up-error.js';
import { Conversation } from '../dialog/conversation.js';
import { runDialog } from '../dialog/run-dialog.js';
import type { CompiledController } from '../controller/compile-controller.js';
import type { RouteMatch } from '../router/router.js';
import { CallSession } from '../session/call-session.js';
import { openSession } from '../session/open-session.js';
import { callValues } from './call-values.js';
import { CleanUpLimit, within } from './clean-up-limit.js';
import { endCall } from './end-call.js';
import { hangUpReason } from './hang-up-reason.js';
import { type CallOutcome, tellDialplan } from './outcome.js';
import { refuse } from './refuse.js';
import type { RunningApp } from './running-app.js';
import { Scenes } from './scenes.js';

/**
 * The path of a call, from the connection to its close:
 * socket → transport → session → router → container → controller → dialog → core → socket.
 */
export async function handleCall(link: AgiLink, app: RunningApp): Promise<void> {
  const session = await openSession(link, app.handshake);
  if (!(session instanceof CallSession)) return app.onNoCall(session);

  const closed = app.onCallOpened(session);
  try {
    const match = app.router.match(session.environment.script);
    await (match === undefined ? refuse(session, app) : answer(session, match, app));
  } finally {
    await session.end();
    closed();
  }
}

async function answer(session: CallSession, match: RouteMatch<CompiledController>, app: RunningApp): Promise<void> {
  const log = app.logFor(session, match.pattern);
  const conversation = new Conversation(session.channel, {
    nowMs: app.nowMs,
    onMissingSound: (sound) => log.warn({ sound }, 'Asterisk could not play a sound; it was skipped'),
  });
  const call = new Call(session, new AgiRequest(session.environment, match), conversation, log, (token) => scope.get(token));
  const scope = app.container.openScope(callValues(call, session));
  const scenes = new Scenes(scope, call);
  const visited: string[] = [];
  const failures: unknown[] = [];
  const failed = (failure: unknown) => void failures.push(failure);

  const outcome = await tell(await converse());
  await cleanUp();
  app.logOutcome(log, { outcome, visited, failures, durationMs: session.durationMs });

  async function converse(): Promise<CallOutcome> {
    const limit = new CleanUpLimit(app.cleanUpLimitMs, 'A handler whose call is over');
    try {
      const dialog = runDialog(scenes.enter(match.controller), {
        conversation,
        nowMs: app.nowMs,
        enter: (key) => scenes.enter(app.controllerOf(key)),
        liveCommands: () => session.liveCommands,
        onVisit: (flow, node) => visited.push(`${flow}.${node}`),
        onFailure: (menu, kind) => log.debug({ menu }, kind),
      });
      const end = await limit.race(dialog, session.signal);
      // A handler that heeds no signal comes back here long after the caller left.
      session.signal.throwIfAborted();
      await endCall(session, end);
      return end.kind === 'leave' ? { kind: 'dialplan' } : { kind: 'hungUp', reason: 'app' };
    } catch (error) {
      if (session.over !== undefined) return stopped(error, limit);
      await app.saySorry(conversation).catch(failed);
      return { kind: 'error', error };
    } finally {
      limit.end();
    }
  }

  /** Whatever a handler throws when its call is over comes from being stopped. */
  function stopped(error: unknown, limit: CleanUpLimit): Promise<CallOutcome> {
    if (error === limit.signal.reason) log.warn({ err: error, visited }, 'a handler went on after its call was over, and was left');
    else if (!(error instanceof HangUpError)) log.debug({ err: error, visited }, 'a handler was stopped because its call was over');
    return whyOver();
  }

  async function whyOver(): Promise<CallOutcome> {
    const reason = await hangUpReason(session, app.cleanUpLimitMs);
    return reason === undefined ? { kind: 'error', error: session.over } : { kind: 'hungUp', reason };
  }

  async function tell(end: CallOutcome): Promise<CallOutcome> {
    const work = () => tellDialplan(session, end);
    await within(app.cleanUpLimitMs, 'Telling the dialplan how the call ended', work).catch(failed);
    // Asterisk says HANGUP before it answers the next command: only now is it known that the caller stayed until the end.
    return end.kind === 'dialplan' && session.over instanceof HangUpError ? tell(await whyOver()) : end;
  }

  async function cleanUp(): Promise<void> {
    const limit = new CleanUpLimit(app.cleanUpLimitMs, '@OnHangup');
    limit.start();
    const end = outcome.kind === 'error' ? await whyOver() : outcome;
    if (end.kind === 'hungUp') {
      const ended = new EndedCall(call, { reason: end.reason, durationMs: session.durationMs, signal: limit.signal });
      await limit.race(scenes.hangUp(ended, failed)).catch(failed);
    }
    for (const failure of await scope.close(limit.signal)) failed(failure);
    limit.end();
  }
}
