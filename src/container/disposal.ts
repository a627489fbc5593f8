import { printable } from '../errors/printable.js';
import type { DependencyContainer } from './tsyringe.js';

// Only a container that made something disposable has an entry: a call that made nothing such pays one look-up when it ends.
// tsyringe's own dispose() is not used: it takes 5 µs for nothing, disposes the oldest first and stops at the first failure.
const made = new WeakMap<DependencyContainer, Set<unknown>>();

const NOTHING_FAILED: Promise<readonly Error[]> = Promise.resolve(Object.freeze([]));

/** Notes what a container made, if it has to be disposed when the container's scope ends. */
export function keepForDisposal(container: DependencyContainer, value: unknown): void {
  if (disposerOf(value) === undefined) return;
  const kept = made.get(container);
  if (kept === undefined) made.set(container, new Set([value]));
  else kept.add(value);
}

/**
 * Disposes what a container made, the newest first, each awaited before the next. One that fails does not stop the rest.
 *
 * @param limit - when it aborts, nothing is waited for any longer: what is left is told to dispose and the promise resolves
 * @returns what failed
 */
export function disposeAll(container: DependencyContainer, limit?: AbortSignal): Promise<readonly Error[]> {
  const kept = made.get(container);
  if (kept === undefined) return NOTHING_FAILED;
  return disposeEach([...kept].toReversed(), limit);
}

async function disposeEach(values: readonly unknown[], limit: AbortSignal | undefined): Promise<readonly Error[]> {
  const failures: Error[] = [];
  for (const value of values) {
    try {
      // One after the other on purpose: what is older may be in use by what is newer.
      await before(limit, disposerOf(value)?.());
    } catch (cause) {
      failures.push(new Error(`${nameOf(value)} could not be disposed: ${printable(reasonOf(cause))}`, { cause }));
    }
  }
  return failures;
}

/** The first of `Symbol.asyncDispose`, `Symbol.dispose` and tsyringe's `dispose()` that a value has. */
function disposerOf(value: unknown): (() => unknown) | undefined {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return undefined;
  for (const key of [Symbol.asyncDispose, Symbol.dispose, 'dispose'] as const) {
    // Any object may be asked for any property.
    const dispose = (value as { readonly [Key in typeof key]?: unknown })[key];
    // A dispose() that wants arguments is something else; tsyringe draws the same line.
    if (typeof dispose === 'function' && dispose.length === 0) return () => dispose.call(value) as unknown;
  }
  return undefined;
}

/** Waits for a value, but not longer than the limit. */
function before(limit: AbortSignal | undefined, value: unknown): unknown {
  if (limit === undefined) return value;
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error('it did not end in time', { cause: limit.reason }));
    if (limit.aborted) giveUp();
    limit.addEventListener('abort', giveUp, { once: true });
    void Promise.resolve(value)
      .then(resolve, reject)
      .finally(() => limit.removeEventListener('abort', giveUp));
  });
}

function reasonOf(cause: unknown): unknown {
  return cause instanceof Error ? cause.message : cause;
}

function nameOf(value: unknown): string {
  // What has a dispose() is an object or a function; one without a prototype has no constructor.
  const { constructor } = value as { readonly constructor?: { readonly name?: unknown } };
  return typeof constructor?.name === 'string' ? printable(constructor.name) : 'an object';
}
