import type { Bound, BoundDecorator } from './bound.js';
import { recordBound } from './metadata.js';
import type { Pipe } from './pipe.js';

/**
 * Sees every decorated parameter of a handler, or of every handler of a class, in the order in which the pipes stand: those of
 * the app first, then the class's, the handler's, the parameter's own. What the caller gave is not a decorated parameter: their
 * entry was checked by its reader.
 *
 * @param pipes - classes from the providers, or objects that are ready
 * @example
 * const trim: Pipe = { transform: (value) => (typeof value === 'string' ? value.trim() : value) };
 *
 * @AgiController('/sales')
 * @UsePipe(trim)
 * class SalesController {}
 */
export function UsePipe(...pipes: Bound<Pipe>[]): BoundDecorator {
  return (target, key) =>
    recordBound(
      target,
      key,
      pipes.map((by) => ({ kind: 'pipe', by })),
    );
}
