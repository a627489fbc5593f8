import { readFileSync } from 'node:fs';

/** Where Linux says what a process may do. */
const LIMITS = '/proc/self/limits';
/** Files that are no connections of callers: databases, the log, what handlers read. */
const RESERVE = 64;
const SHARE = 0.9;

/**
 * How many connections a process can hold by its limit of open files, with a reserve for everything else. When there are more,
 * Node closes them without a word, and those of the others too; so nobody lets it come so far.
 *
 * @param limits - the text of `/proc/self/limits`; default this process's
 * @returns `Infinity` where nobody says
 */
export function maxConnections(limits: string = readLimits()): number {
  const files = Number(/^Max open files +(\d+) /m.exec(limits)?.[1] ?? Infinity);
  return Math.max(1, Math.floor(files * SHARE) - RESERVE);
}

function readLimits(): string {
  try {
    return readFileSync(LIMITS, 'latin1');
  } catch {
    // No Linux.
    return '';
  }
}
