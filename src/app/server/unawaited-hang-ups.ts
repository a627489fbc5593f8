import type { Logger } from '../../call/logger.js';
import { HangUpError } from '../../errors/hang-up-error.js';

/** Processes that are looked after: several apps may share one. */
const known = new WeakSet<object>();

/**
 * Keeps a caller who hangs up from ending the process: where code forgot to await a sound, Node would take their leaving for a
 * fault that nobody handles. Every other rejection of that kind does what it does without this.
 */
export function surviveUnawaitedHangUps(target: Pick<NodeJS.Process, 'on' | 'listenerCount'>, log: Logger): void {
  if (known.has(target)) return;
  known.add(target);
  target.on('unhandledRejection', (reason) => {
    if (reason instanceof HangUpError) {
      log.warn({ err: reason }, 'the call ended while something of it was not awaited; look for a missing `await`');
    } else if (target.listenerCount('unhandledRejection') === 1) throw reason;
  });
}
