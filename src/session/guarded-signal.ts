import { setMaxListeners } from 'node:events';

type Report = (error: unknown) => void;
type Add = AbortSignal['addEventListener'];
type Listener = Parameters<Add>[1];
type PlainListener = Extract<Listener, (event: never) => void>;

const reports = new WeakMap<AbortSignal, Report>();

/**
 * Keeps the listeners of a signal from ending the process: Node takes what one throws, or rejects with, for an error that nobody
 * handles. The signal stays what it is, for `fetch`, `AbortSignal.any` and the timers of Node too; and it may have as many
 * listeners as a call has work under way, without Node's warning from the eleventh on.
 *
 * @param report - gets what a listener throws; must not throw
 * @returns the same signal
 */
export function guardSignal(signal: AbortSignal, report: Report): AbortSignal {
  setMaxListeners(0, signal);
  reports.set(signal, report);
  /** As Node knows them, so that each is added once and can be removed. */
  const guarded = new WeakMap<Listener, PlainListener>();
  const through = (method: Add): Add =>
    function guardedMethod(type, listener, options) {
      // Node says what is wrong with what is none.
      if (listener === null || (typeof listener !== 'function' && typeof listener !== 'object'))
        return method.call(signal, type, listener, options);
      const known = guarded.get(listener) ?? guardListener(listener, report);
      guarded.set(listener, known);
      method.call(signal, type, known, options);
    };
  // `onabort` comes by here too.
  for (const name of ['addEventListener', 'removeEventListener'] as const)
    Object.defineProperty(signal, name, { value: through(signal[name]), configurable: true, writable: true });
  return signal;
}

/** Guards a signal that was made of a guarded one in the same way. */
export function guardDerived(signal: AbortSignal, origin: AbortSignal): AbortSignal {
  const report = reports.get(origin);
  return report === undefined ? signal : guardSignal(signal, report);
}

function guardListener(listener: Listener, report: Report): PlainListener {
  return function guarded(this: unknown, event: Parameters<PlainListener>[0]) {
    try {
      const returned: unknown =
        typeof listener === 'function' ? listener.call(this, event) : listener.handleEvent(event);
      if (returned instanceof Promise) returned.catch(report);
    } catch (error) {
      report(error);
    }
  };
}
