import type { Class } from '../dialog/class.js';

/** A class, or a function that gives it, where classes import each other in a circle. */
export type ClassRef<C extends Class = Class> = C | (() => C);

/** Arrow functions have no prototype: what has one is a class. */
export const isClass = (value: unknown): value is Class => typeof value === 'function' && value.prototype !== undefined;

/**
 * The class that was meant.
 *
 * @returns `undefined` when it is none, or not there yet
 */
export function resolveClass(ref: unknown): Class | undefined {
  if (isClass(ref)) return ref;
  if (typeof ref !== 'function') return undefined;
  try {
    // Neither a class nor a step: its author wrote it to be called like this.
    const given: unknown = (ref as () => unknown)();
    return isClass(given) ? given : undefined;
  } catch {
    return undefined;
  }
}
