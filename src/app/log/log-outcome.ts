import type { CallOutcome } from '../../call/call-outcome.js';
import type { Logger } from '../../call/logger.js';
import { HangUpError } from '../../errors/hang-up-error.js';
import { legible } from '../../errors/loggable.js';
import { printable } from '../../errors/printable.js';

/** One line for each call; what failed, which is told here and nowhere else, comes before it. */
export function logOutcome(log: Logger, outcome: CallOutcome, failures: readonly unknown[]): void {
  // The error that broke the connection comes out of every use of the channel.
  for (const failure of new Set(failures)) {
    if (outcome.kind === 'error' && failure === outcome.error) continue;
    if (legible(failure) instanceof HangUpError)
      log.warn({ err: failure }, 'cleaning up needed the caller, who is gone');
    else log.error({ err: failure }, 'cleaning up after a call failed');
  }
  const { kind, path, controller, isAnswered, answeredAfterMs, visited, choices, durationMs } = outcome;
  const shownPath = printable(path);
  const fields = { end: kind, path: shownPath, controller, isAnswered, answeredAfterMs, visited, choices, durationMs };
  if (kind === 'error') log.error({ err: outcome.error, ...fields }, 'the call failed');
  else log.info(fields, 'the call is over');
}
