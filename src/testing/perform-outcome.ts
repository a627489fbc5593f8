import type { CallContext } from './call-context.js';
import { type TimedProcess, wait } from './timed-process.js';
import type { Outcome } from './outcome.js';
import { playFile } from './play.js';

/** @internal Carries it out. @returns what the application returns: -1 when the caller left meanwhile */
export function* performOutcome(call: CallContext, outcome: Outcome): TimedProcess<number> {
  for (const name of outcome.plays ?? []) {
    if ((yield* playFile(call, name)).end === 'hangup') return -1;
  }
  if ((yield* wait({ forMs: outcome.takesMs ?? 0 })).kind === 'hangup') return -1;
  for (const [name, value] of Object.entries(outcome.variables ?? {})) call.channel.setVariable(name, value);
  if (outcome.hangsUp) call.hangUp('app');
  return outcome.result ?? (outcome.hangsUp ? -1 : 0);
}
