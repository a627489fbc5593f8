import type { RouteCondition } from '../decorators/route-entry.js';
import type { Condition } from './route-condition.js';
import type { Segment } from './route-path.js';

/** A path and who answers it. */
export interface RouteDefinition<C> {
  /**
   * Static parts, `:name` for one part, `*` at the end for the rest, which may be empty. `*` alone takes every other script. Or
   * a regular expression.
   */
  readonly path: string | RegExp;
  readonly controller: C;
  /** Which calls of the path are meant; default all. */
  readonly when?: RouteCondition;
}

/**
 * A route whose path was read.
 *
 * @internal
 */
export type CompiledRoute<C> = PathRoute<C> | ExpressionRoute<C>;

/** @internal */
export interface PathRoute<C> {
  readonly kind: 'path';
  /** As it was written. */
  readonly pattern: string;
  readonly controller: C;
  readonly conditions: readonly Condition[];
  readonly segments: readonly Segment[];
}

/** @internal */
export interface ExpressionRoute<C> {
  readonly kind: 'expression';
  /** As it was written. */
  readonly pattern: string;
  readonly controller: C;
  readonly conditions: readonly Condition[];
  readonly expression: RegExp;
}
