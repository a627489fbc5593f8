import type { Keyboard } from './cli-environment.js';

const CTRL_C = 3;
const CTRL_D = 4;

/**
 * Drops what is typed while something is waited for: nobody is on the line yet, and those keys would become the caller's first.
 * The terminal shows none of them meanwhile.
 *
 * @param abort - aborted by Ctrl-C, which a terminal that hands over each key does not turn into a signal
 */
export async function dropKeysDuring<T>(keyboard: Keyboard, abort: AbortController, work: Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    abort.signal.addEventListener('abort', () => reject(abort.signal.reason as Error), { once: true });
  });
  const onTyped = (chunk: Uint8Array) => {
    if (chunk.includes(CTRL_C) || chunk.includes(CTRL_D)) abort.abort();
  };
  keyboard.setRawMode?.(true);
  keyboard.on('data', onTyped);
  keyboard.resume();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    keyboard.off('data', onTyped);
    keyboard.setRawMode?.(false);
    keyboard.pause();
  }
}
