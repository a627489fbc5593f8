import { vi } from 'vitest';

/**
 * Watches the timers started from now on, those that keep no process alive too, and tells how many neither ran nor were
 * cleared. Node's own count has the timers of the test runner in it.
 */
export function watchTimers(): { readonly open: () => number; readonly stop: () => void } {
  const { setTimeout: start, clearTimeout: clear } = globalThis;
  const open = new Set<unknown>();
  const starting = vi.spyOn(globalThis, 'setTimeout').mockImplementation((run: () => void, delayMs?: number) => {
    const timer = start(() => {
      open.delete(timer);
      run();
    }, delayMs);
    open.add(timer);
    return timer;
  });
  const clearing = vi.spyOn(globalThis, 'clearTimeout').mockImplementation((timer) => {
    open.delete(timer);
    clear(timer);
  });
  const stop = () => {
    starting.mockRestore();
    clearing.mockRestore();
  };
  return { open: () => open.size, stop };
}
