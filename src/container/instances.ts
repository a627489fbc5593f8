import { loggable } from '../errors/loggable.js';
import { printable } from '../errors/printable.js';
import { disposerOf } from './disposer.js';
import { type Hook, hookOf, HOOKS } from './hooks.js';
import type { DependencyContainer } from './tsyringe.js';

// Only a container that made something with a beginning or an end has an entry: a call that made nothing such pays one look-up
// when it ends. tsyringe's own dispose() is not used: it takes 5 µs for nothing, disposes the oldest first and stops at the
// first failure.
const instances = new WeakMap<DependencyContainer, Set<unknown>>();

const NOTHING_FAILED: Promise<readonly InstanceFailure[]> = Promise.resolve(Object.freeze([]));

/** Remembers what a container made, if there is something to do when its scope begins or ends. */
export function trackInstance(container: DependencyContainer, value: unknown): void {
  if (disposerOf(value) === undefined && !HOOKS.some((hook) => hookOf(value, hook) !== undefined)) return;
  const kept = instances.get(container);
  if (kept === undefined) instances.set(container, new Set([value]));
  else kept.add(value);
}

/** Something that was made could not begin, or end. */
export class InstanceFailure extends Error {
  /**
   * @param by - what failed: the name of its class
   * @param failed - follows the name
   */
  constructor(
    readonly by: string,
    failed: string,
    cause: unknown,
  ) {
    super(`${by} ${failed}: ${printable(reasonOf(cause))}`, { cause });
  }
}

/** How long work is waited for: until its signal aborts. The signal is asked for when there is something to wait for. */
export interface Limit {
  readonly signal: AbortSignal;
}

/**
 * Disposes what a container made, the newest first, each awaited before the next. One that fails does not stop the rest.
 *
 * @param limit - when its signal aborts, nothing is waited for any longer: what is left is told to dispose and the promise resolves
 * @returns what failed
 */
export function disposeAll(container: DependencyContainer, limit?: Limit): Promise<readonly InstanceFailure[]> {
  const kept = instances.get(container);
  if (kept === undefined) return NOTHING_FAILED;
  return runOnEach([...kept].toReversed(), { find: disposerOf, failed: 'could not be disposed', limit, goesOn: true });
}

/** What a hook is run with. */
export interface HookRun {
  /** Whether what others need comes first or last. */
  readonly order: 'oldestFirst' | 'newestFirst';
  readonly argument?: unknown;
  readonly limit?: Limit;
}

/** Whether something that a container made has a hook. */
export const isHooked = (container: DependencyContainer, hook: Hook): boolean =>
  [...(instances.get(container) ?? [])].some((value) => hookOf(value, hook) !== undefined);

/**
 * Runs a hook of everything that a container made and that has it, awaited and limited as `disposeAll`. Where the oldest comes
 * first, a failure ends it: what needs the one that failed does not run.
 */
export function runHooks(
  container: DependencyContainer,
  hook: Hook,
  { order, argument, limit }: HookRun,
): Promise<readonly InstanceFailure[]> {
  const kept = instances.get(container);
  if (kept === undefined) return NOTHING_FAILED;
  const find = (value: unknown) => {
    const run = hookOf(value, hook);
    return run && (() => run(argument));
  };
  return runOnEach(order === 'oldestFirst' ? [...kept] : [...kept].toReversed(), {
    find,
    failed: `failed in ${hook}()`,
    limit,
    goesOn: order === 'newestFirst',
  });
}

interface RunOnEach {
  readonly find: (value: unknown) => (() => unknown) | undefined;
  /** Follows the name of what failed. */
  readonly failed: string;
  readonly limit: Limit | undefined;
  /** Whether one that fails does not stop the rest. */
  readonly goesOn: boolean;
}

async function runOnEach(
  values: readonly unknown[],
  { find, failed, limit, goesOn }: RunOnEach,
): Promise<readonly InstanceFailure[]> {
  const failures: InstanceFailure[] = [];
  for (const value of values) {
    try {
      // One after the other on purpose: what is older may be in use by what is newer.
      await before(limit, find(value)?.());
    } catch (cause) {
      failures.push(new InstanceFailure(nameOf(value), failed, cause));
      if (!goesOn) break;
    }
  }
  return failures;
}

/** Waits for a value, but not longer than the limit: once that has passed, what takes time was told, and is left alone. */
function before(limit: Limit | undefined, value: unknown): unknown {
  if (limit === undefined || typeof (value as PromiseLike<unknown> | undefined)?.then !== 'function') return value;
  const { signal } = limit;
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error('it did not end in time', { cause: signal.reason }));
    if (signal.aborted) reject(new Error('no time was left to wait for it', { cause: signal.reason }));
    signal.addEventListener('abort', giveUp, { once: true });
    void Promise.resolve(value)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', giveUp));
  });
}

function reasonOf(cause: unknown): unknown {
  const readable = loggable(cause);
  return readable instanceof Error ? readable.message : readable;
}

function nameOf(value: unknown): string {
  // What is tracked is an object or a function; one without a prototype has no constructor.
  const { constructor } = value as { readonly constructor?: { readonly name?: unknown } };
  return typeof constructor?.name === 'string' ? printable(constructor.name) : 'an object';
}
