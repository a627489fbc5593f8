import { bySpecificity } from './route-path.js';
import type { CompiledRoute } from './route.js';

/**
 * Routes as they are tried: paths, the most specific first; then regular expressions in the order of the list; then `*`. Of one
 * path those with more conditions come first.
 */
export function inMatchOrder<C>(routes: readonly CompiledRoute<C>[]): CompiledRoute<C>[] {
  return routes.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || bySegments(a, b) || b.conditions.length - a.conditions.length,
  );
}

const rankOf = (route: CompiledRoute<unknown>) => (route.kind === 'expression' ? 1 : isCatchAll(route) ? 2 : 0);

/** `*` alone. */
export const isCatchAll = (route: CompiledRoute<unknown>): boolean =>
  route.kind === 'path' && route.segments[0]?.kind === 'rest';

const bySegments = (a: CompiledRoute<unknown>, b: CompiledRoute<unknown>) =>
  a.kind === 'path' && b.kind === 'path' ? bySpecificity(a.segments, b.segments) : 0;
