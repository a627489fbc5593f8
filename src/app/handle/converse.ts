import { type DialogEnd, DialogLeft } from '../../dialog/engine/dialog-end.js';
import { runDialog } from '../../dialog/engine/run-dialog.js';
import { HangUpError } from '../../errors/hang-up-error.js';
import { legible } from '../../errors/loggable.js';
import type { CallEnd } from '../end/call-end.js';
import { CleanUpLimit } from '../end/clean-up-limit.js';
import { endCall } from '../end/end-call.js';
import { hangUpReason } from '../end/hang-up-reason.js';
import { isStopped } from '../end/is-stopped.js';
import type { LiveCall } from './live-call.js';

/** Runs the conversation, from the controller's start to its end, and carries that end out. Never throws: what went wrong is the end. */
export async function converse(live: LiveCall): Promise<CallEnd> {
  const { app, session, conversation, failures } = live;
  const limit = new CleanUpLimit(app.cleanUpLimitMs, 'A handler whose call is over');
  session.whenOver(limit);
  try {
    const end = await limit.race(talk(live));
    // A handler that heeds no signal comes back here long after the caller left.
    if (session.over !== undefined) throw session.over;
    await endCall(session, end);
    return end.kind === 'hangUp' ? { kind: 'hungUp', reason: 'app' } : { kind: 'dialplan' };
  } catch (thrown) {
    const error = legible(thrown);
    if (session.over !== undefined) return stopped(error, limit, live);
    live.fails(error);
    await app.apologize(conversation).catch((failure: unknown) => {
      failures.push(failure);
      live.fails(failure, 'apology');
    });
    return { kind: 'error', error };
  } finally {
    session.whenOver(undefined);
    limit.end();
    conversation.forgetKeys();
  }
}

/** Why a call is over: hung up, or broken. */
export async function findCallEnd({ app, session }: LiveCall): Promise<CallEnd> {
  const reason = await hangUpReason(session, app.cleanUpLimitMs);
  return reason === undefined ? { kind: 'error', error: session.over } : { kind: 'hungUp', reason };
}

/** A handler whose call is over is stopped by that; what it throws besides, in a `finally` for example, is a failure of its own. */
function stopped(error: unknown, limit: CleanUpLimit, live: LiveCall): Promise<CallEnd> {
  const { log, visited, session } = live;
  if (error === limit.signal.reason)
    log.warn({ err: error, visited }, 'a handler went on after its call was over, and was left');
  else if (error instanceof HangUpError || error === session.over) return findCallEnd(live);
  else if (isStopped(error, session.over))
    log.debug({ err: error, visited }, 'a handler was stopped because its call was over');
  else {
    live.fails(error);
    log.error({ err: error, visited }, 'a handler failed after its call was over');
  }
  return findCallEnd(live);
}

/** Runs the dialog. A sub-dialog that left or hung up ends it too, through the handler that ran it. */
function talk(live: LiveCall): Promise<DialogEnd> {
  return runDialog(live.instances.enter(live.compiled, undefined, live), live).catch((error: unknown) => {
    if (error instanceof DialogLeft && error.end.kind !== 'moved') return error.end;
    throw error;
  });
}
