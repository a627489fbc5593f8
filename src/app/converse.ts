import type { CompiledController } from '../controller/compile-controller.js';
import { type DialogEnd, DialogLeft } from '../dialog/dialog-end.js';
import { type DialogContext, runDialog } from '../dialog/run-dialog.js';
import { HangUpError } from '../errors/hang-up-error.js';
import type { CallEnd } from './end/call-end.js';
import { CleanUpLimit } from './end/clean-up-limit.js';
import { endCall } from './end/end-call.js';
import { hangUpReason } from './end/hang-up-reason.js';
import type { LiveCall } from './live-call.js';
import type { RunningApp } from './running-app.js';

/** Runs the conversation, from the controller's start to its end, and carries that end out. Never throws: what went wrong is the end. */
export async function converse(controller: CompiledController, live: LiveCall, app: RunningApp): Promise<CallEnd> {
  const { session, listening, failures } = live;
  const limit = new CleanUpLimit(app.cleanUpLimitMs, 'A handler whose call is over');
  try {
    const end = await limit.race(talk(controller, live, app), session.signal);
    // A handler that heeds no signal comes back here long after the caller left.
    session.signal.throwIfAborted();
    await endCall(session, end);
    return end.kind === 'hangUp' ? { kind: 'hungUp', reason: 'app' } : { kind: 'dialplan' };
  } catch (error) {
    if (session.over !== undefined) return stopped(error, limit, live, app);
    await app.saySorry(listening.conversation).catch((failure: unknown) => failures.push(failure));
    return { kind: 'error', error };
  } finally {
    limit.end();
    listening.conversation.forgetKeys();
  }
}

/** Why a call is over: hung up, or broken. */
export async function whyOver({ session }: LiveCall, app: RunningApp): Promise<CallEnd> {
  const reason = await hangUpReason(session, app.cleanUpLimitMs);
  return reason === undefined ? { kind: 'error', error: session.over } : { kind: 'hungUp', reason };
}

/** Whatever a handler throws when its call is over comes from being stopped. */
function stopped(error: unknown, limit: CleanUpLimit, live: LiveCall, app: RunningApp): Promise<CallEnd> {
  const { log, visited } = live;
  if (error === limit.signal.reason)
    log.warn({ err: error, visited }, 'a handler went on after its call was over, and was left');
  else if (!(error instanceof HangUpError))
    log.debug({ err: error, visited }, 'a handler was stopped because its call was over');
  return whyOver(live, app);
}

/** Runs the dialog. A sub-dialog that left or hung up ends it too, through the handler that ran it. */
async function talk(controller: CompiledController, live: LiveCall, app: RunningApp): Promise<DialogEnd> {
  const { session, listening, scenes } = live;
  const context: DialogContext = {
    ...listening,
    enter: (key, input) => scenes.enter(app.controllerOf(key), input, context),
    liveCommands: () => session.liveCommands,
    greeted: new Set(),
    running: [],
  };
  try {
    return await runDialog(scenes.enter(controller, undefined, context), context);
  } catch (error) {
    if (error instanceof DialogLeft && error.end.kind !== 'moved') return error.end;
    throw error;
  }
}
