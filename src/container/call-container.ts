import type { AnyToken } from './binding.js';
import { Container, type DependencyContainer } from './tsyringe.js';

/** What a call brings along, by token. A map is one. */
export interface CallValues {
  get(token: AnyToken): unknown;
}

/**
 * The container of one call. What the call brings along and what is made once in it stand here and are registered nowhere:
 * tsyringe makes three objects for each registration, and there are as many calls as there are callers.
 */
export class CallContainer extends Container {
  #made: Map<AnyToken, unknown> | undefined;

  /** The same as `root.createChildContainer()` without its walk over everything the root has, which grows with the app. */
  constructor(
    root: DependencyContainer,
    readonly brought: CallValues,
  ) {
    super(root);
  }

  /** Makes it the first time, and gives the same from then on. */
  once(token: AnyToken, make: (container: CallContainer) => unknown): unknown {
    if (this.#made?.has(token)) return this.#made.get(token);
    const made = make(this);
    this.#made ??= new Map();
    this.#made.set(token, made);
    return made;
  }
}
