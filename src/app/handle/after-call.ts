import type { CallOutcome } from '../../call/call-outcome.js';
import { EndedCall } from '../../call/ended-call.js';
import { HangUpError } from '../../errors/hang-up-error.js';
import { type CallEnd, isAgiFailure, kindOfEnd, setStatusVariables, statusCommands } from '../end/call-end.js';
import { outcomeOfCall } from '../end/outcome-of-call.js';
import { CleanUpLimit, within } from '../end/clean-up-limit.js';
import { hasCallerLeft } from '../end/earlier-status.js';
import { findCallEnd } from './converse.js';
import type { LiveCall } from './live-call.js';
import { logOutcome } from '../log/log-outcome.js';
import type { RunningApp } from './running-app.js';
import type { CallSession } from '../../session/call-session.js';

/** What runs in Asterisk at the end of a call and takes longer is given back with the call: a talk, a recording. */
const BUSY_AFTER_MS = 1_000;

/**
 * What follows a conversation, however it ended: the dialplan is told, `@OnHangup` runs when the caller is gone,
 * `onCallEnd` runs, what the call made is disposed, and its outcome is logged. Each stage has a limit; what fails is noted and
 * stops nothing.
 *
 * @returns the outcome, corrected when the caller turns out to have left at the last moment
 */
export async function afterCall(ended: CallEnd, live: LiveCall): Promise<CallOutcome> {
  const end = await reportEnd(ended, live);
  const outcome = await cleanUp(end, live);
  logOutcome(live.log, outcome, live.failures);
  if (isAgiFailure(ended)) live.session.fail();
  return outcome;
}

async function reportEnd(end: CallEnd, live: LiveCall): Promise<CallEnd> {
  const { app, session } = live;
  if (kindOfEnd(end) === 'drained' && (await isBusy(session, app))) {
    session.handBack(statusCommands(end, session));
    return end;
  }
  try {
    const setStatus = () => setStatusVariables(session, end);
    // The hang-up came before this AGI() began, and is none of its ends.
    if (!(await within(app.cleanUpLimitMs, 'Telling the dialplan how the call ended', setStatus))) return end;
  } catch (failure) {
    note(failure, live);
  }
  // Asterisk says HANGUP before it answers the next command: only now is it known that the caller stayed until the end.
  return end.kind === 'dialplan' && hasCallerLeft(session) ? reportEnd(await findCallEnd(live), live) : end;
}

/** Of a failure beside the conversation learn the log, at the end, and who watches the app, at once. */
function note(failure: unknown, live: LiveCall, where = 'the end of the call'): void {
  live.failures.push(failure);
  live.fails(failure, where);
}

/** Whether Asterisk is still carrying out what was running, and cannot be told to stop. */
async function isBusy({ channel }: CallSession, { cleanUpLimitMs }: RunningApp): Promise<boolean> {
  const asked = within(Math.min(BUSY_AFTER_MS, cleanUpLimitMs), 'Waiting for Asterisk', () => channel.noop());
  return asked.then(
    () => false,
    (error: unknown) => !(error instanceof HangUpError),
  );
}

async function cleanUp(end: CallEnd, live: LiveCall): Promise<CallOutcome> {
  const { app, session, call, scope, instances } = live;
  const failed = (failure: unknown, where?: string) => note(failure, live, where);
  const limit = new CleanUpLimit(app.cleanUpLimitMs, '@OnHangup', live.onListenerFailure);
  limit.start();
  const gone = end.kind === 'error' && hasCallerLeft(session) ? await findCallEnd(live) : end;
  if (gone.kind === 'hungUp' && instances.wantsHangUp) {
    const { durationMs } = session;
    const { recording } = live;
    const ended = new EndedCall(call, { reason: gone.reason, durationMs, limit, recording });
    await limit.race(instances.hangUp(ended, failed)).catch(failed);
  }
  const outcome = outcomeOfCall(end, session, live);
  const failures = await scope.runHooks('onCallEnd', { order: 'newestFirst', argument: outcome, limit });
  for (const failure of failures) failed(failure, 'onCallEnd');
  for (const failure of await scope.close(limit)) failed(failure, 'dispose');
  limit.end();
  return outcome;
}
