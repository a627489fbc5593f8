import type { CallOutcome } from '../../call/call-outcome.js';
import { printable } from '../../errors/printable.js';
import { maskSecretArguments } from '../../pipeline/guards/secret-argument.js';
import type { CallSession } from '../../session/call-session.js';
import type { RunningApp } from './running-app.js';

/** Characters of one fact of a call that its journal keeps. */
const LONGEST = 400;

/** Lets the app's listeners hear what happens in a call, from who calls on. */
export function listenToCall({ environment, journal, startedAt }: CallSession, app: RunningApp): void {
  const { listeners, log } = app;
  if (listeners.length === 0) return;
  const onFailure = (err: unknown) => {
    log.error({ err, call: environment.uniqueId }, 'a listener to a call failed');
    app.watcher?.failed({ call: environment.uniqueId, where: 'a listener', error: err });
  };
  for (const listener of listeners) {
    try {
      const each = listener(environment);
      // The types allow no async one; JavaScript does, and what it rejects with would end the process.
      if ((each as unknown) instanceof Promise) Promise.resolve(each).catch(onFailure);
      else if (each !== undefined) journal.listen(each, onFailure);
    } catch (error) {
      onFailure(error);
    }
  }
  const { callerPresentation: presentation } = environment;
  journal.tell({
    kind: 'called',
    id: environment.uniqueId,
    startedAt: startedAt.toISOString(),
    script: shown(environment.script ?? ''),
    callerId: shown(environment.callerNumber),
    callerName: shown(environment.callerName),
    ...(presentation !== 'allowed' && { presentation }),
    dnid: shown(environment.calledNumber),
    language: shown(environment.language),
    args: maskSecretArguments(environment.args).map((arg) => shown(arg)),
  });
}

/** A journal is read in terminals and pasted into tests. */
function shown(text: string): string;
function shown(text: string | undefined): string | undefined;
function shown(text: string | undefined): string | undefined {
  return text === undefined ? undefined : printable(text, LONGEST);
}

/** Writes the last entry of a call's journal. */
export function journalEnd({ kind, reason }: CallOutcome, { journal }: CallSession): void {
  journal.tell({ kind: 'ended', end: kind, reason });
}
