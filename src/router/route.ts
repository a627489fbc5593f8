import type { Segment } from './route-path.js';

/** A path and who answers it. */
export interface Route<C> {
  /** Static parts, `:name` for one part, `*` at the end for the rest, which may be empty. `*` alone takes every other script. */
  readonly path: string;
  readonly controller: C;
}

/**
 * A route whose path was read.
 *
 * @internal
 */
export interface CompiledRoute<C> extends Route<C> {
  readonly segments: readonly Segment[];
}
