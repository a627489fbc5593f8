import type { CallOutcome } from '../../call/call-outcome.js';
import type { AgiLink } from '../../core/link.js';
import { CallSession } from '../../session/call-session.js';
import { openSession } from '../../session/open-session.js';
import { afterCall } from './after-call.js';
import { outcomeAfterClose } from './outcome-after-close.js';
import { statusCommands } from '../end/call-end.js';
import { outcomeOfCall } from '../end/outcome-of-call.js';
import { readScript } from '../../router/script.js';
import { converse } from './converse.js';
import { LiveCall } from './live-call.js';
import { journalEnd, listenToCall } from './listen-to-call.js';
import type { CountedCall } from '../server/calls-in-flight.js';
import { notFound, type Refusal, refusalOf } from '../server/refusal.js';
import { refuse } from './refuse.js';
import type { RunningApp } from './running-app.js';
import { resolveCaller } from './resolve-caller.js';
import { WireLog } from '../log/wire-log.js';

/**
 * The path of a call, from the connection to its close:
 * socket → transport → session → router → container → controller → dialog → core → socket.
 */
export async function handleCall(link: AgiLink, app: RunningApp): Promise<void> {
  // The transport accepted a connection; Asterisk says who calls, and the hang-up signal starts.
  const wire = app.tracesWire ? new WireLog() : undefined;
  const handshake = app.handshakes.begin(link);
  const session = await openSession(link, app.handshake, {
    clock: app.clock,
    commandTimeoutMs: app.commandTimeoutMs,
    trace: wire?.note,
    finalCommands: (error) => statusCommands({ kind: 'error', error }),
  }).finally(() => app.handshakes.end(handshake));
  if (!(session instanceof CallSession)) return app.onNoCall(session);
  const counted = app.calls.open(session);
  listenToCall(session, app);
  let live: LiveCall | undefined;
  let isTold = false;
  const tell = (outcome: CallOutcome) => {
    isTold = true;
    journalEnd(outcome, session);
    app.tellServices(outcome, session);
  };
  try {
    const taken = await takeCall(counted, app);
    let outcome: CallOutcome;
    if (taken instanceof LiveCall) {
      live = taken;
      if (wire !== undefined) wire.log = taken.log;
      // The dialog plays and listens through the core until it hangs up, leaves, or the caller does.
      const ended = await converse(taken);
      // The dialplan is told, @OnHangup runs, everything is disposed.
      outcome = await afterCall(ended, taken);
    } else outcome = await refuse(taken, session, app);
    await session.end();
    // The connection is closed, and nothing came that nobody had asked for.
    tell(outcomeAfterClose(outcome, session, app, live));
  } catch (error) {
    // Whoever was told of a call is told its end, whatever went wrong.
    const routeTaken = live ?? { path: readScript(session.environment.script).path };
    if (!isTold) tell(outcomeOfCall({ kind: 'error', error }, session, routeTaken));
    // The app forgets below what was typed in this call.
    throw session.masked(error);
  } finally {
    await session.end();
    app.calls.close(counted);
    if (counted.live !== undefined) app.forget(counted.live);
  }
}

/** Makes what a call needs, unless nobody takes it. */
async function takeCall(counted: CountedCall, app: RunningApp): Promise<LiveCall | Refusal> {
  const { session } = counted;
  // The router finds the controller.
  const match = app.router.match(session.environment.script, session.environment);
  if (match === undefined) return notFound(session, app.router);
  session.journal.tell({ kind: 'routed', route: match.pattern, controller: match.controller.name });

  // Too many calls, or no more of them: the dialplan takes it elsewhere.
  const refused = app.calls.admit(counted, match);
  if (refused !== undefined) return refusalOf(refused, match);

  // A container for this call; the controller is built in it when the dialog enters it.
  const live = new LiveCall(session, match, app, await resolveCaller(session, match.controller));
  counted.live = live;
  return live;
}
