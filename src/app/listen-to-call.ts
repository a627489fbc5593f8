import type { CallOutcome } from '../call/call-outcome.js';
import type { CallSession } from '../session/call-session.js';
import type { RunningApp } from './running-app.js';

/** Lets the app's listeners hear what happens in a call, from who calls on. */
export function listenToCall({ environment, journal, startedAt }: CallSession, { listeners, log }: RunningApp): void {
  if (listeners.length === 0) return;
  const onFailure = (err: unknown) => log.error({ err, call: environment.uniqueId }, 'a listener to a call failed');
  for (const listener of listeners) {
    try {
      const each = listener(environment);
      if (each !== undefined) journal.listen(each, onFailure);
    } catch (error) {
      onFailure(error);
    }
  }
  journal.tell({
    kind: 'called',
    id: environment.uniqueId,
    startedAt: startedAt.toISOString(),
    script: environment.script ?? '',
    callerId: environment.callerNumber,
    callerName: environment.callerName,
    dnid: environment.calledNumber,
    language: environment.language,
    args: environment.args,
  });
}

/** The last entry of every call. */
export function tellEnd({ kind, reason }: CallOutcome, { journal }: CallSession): void {
  journal.tell({ kind: 'ended', end: kind, reason });
}
