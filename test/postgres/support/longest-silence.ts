import type { CallEvent } from 'offhook/testing';

/** The longest time, milliseconds, in which the caller heard nothing. */
export function longestSilenceMs(events: readonly CallEvent[]): number {
  let longestMs = 0;
  let silentSinceMs: number | undefined;
  for (const { kind, atMs } of events) {
    if (kind === 'soundEnded' || kind === 'answered') silentSinceMs ??= atMs;
    if (kind !== 'soundStarted' && kind !== 'ended') continue;
    if (silentSinceMs !== undefined) longestMs = Math.max(longestMs, atMs - silentSinceMs);
    silentSinceMs = undefined;
  }
  return longestMs;
}
