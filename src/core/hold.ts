import type { FileName } from './checked-file.js';
import { streamFile } from './commands/media.js';
import { waitForDigit } from './commands/input.js';
import { ALL_KEYS, type Key } from './values.js';
import { cut } from './cut.js';
import type { Wire } from './wire.js';

/** What came of work that the caller waited for. */
export interface HoldResult<T> {
  /** How the work ended. */
  readonly result: PromiseSettledResult<T>;
  /** Keys pressed meanwhile, in order. */
  readonly keys: readonly Key[];
}

/**
 * Keeps the caller's keys while the application works: a wait runs on the line, and is released when the work is done.
 *
 * @param files - sounds played meanwhile, one after the other; the work's end cuts them, a key ends them all
 * @throws HangUpError when the caller leaves; the work is then not waited for
 */
export async function holdUntil<T>(wire: Wire, files: readonly FileName[], work: Promise<T>): Promise<HoldResult<T>> {
  const keys: Key[] = [];
  let result: PromiseSettledResult<T> | undefined;
  // Whatever is thenable: a query builder need not be a promise.
  const settled = Promise.resolve(work).then(
    (value) => (result = { status: 'fulfilled', value }),
    (reason: unknown) => (result = { status: 'rejected', reason }),
  );
  const waiting = [...files];
  while (result === undefined) {
    const file = keys.length === 0 ? waiting.shift() : undefined;
    const running = wire.begin<{ readonly kind: string; readonly key?: Key }>(
      file === undefined ? waitForDigit(-1) : streamFile(file, ALL_KEYS),
      // The work itself may want the channel.
      { onWanted: () => void cut(wire, running).catch(() => undefined) },
    );
    await Promise.race([running.done, settled]);
    if (!running.isSettled) await cut(wire, running);
    const ended = await running.done;
    if (ended?.key !== undefined) keys.push(ended.key);
  }
  return { result, keys };
}
