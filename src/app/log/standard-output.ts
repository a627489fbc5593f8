import { constants, fstatSync, openSync, writevSync } from 'node:fs';
import { LineQueue } from './line-queue.js';

const STDOUT = 1;

let made: LineQueue | undefined;

/** Standard output for the logs of this process: it never waits for its reader, and what it took is written when the process ends. */
export function standardOutput(): LineQueue {
  if (made !== undefined) return made;
  let descriptor: number | undefined;
  const queue = new LineQueue(
    { write: (pieces) => writevSync((descriptor ??= withoutWaiting()), pieces) },
    {
      nowMs: () => performance.now(),
      sleep: (milliseconds) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds),
    },
  );
  process.on('exit', () => queue.end());
  return (made = queue);
}

/**
 * Standard output as a descriptor on which a write fails rather than waits. A pipe or a terminal is opened once more, so that
 * nothing changes for other processes that share it. A file takes everything at once.
 */
function withoutWaiting(): number {
  if (fstatSync(STDOUT).isFile()) return STDOUT;
  try {
    return openSync(`/proc/self/fd/${STDOUT}`, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch {
    // A socket, or another user's pipe, cannot be opened again. Node turns both non-blocking when it makes its own stream of them.
    void process.stdout;
    return STDOUT;
  }
}
