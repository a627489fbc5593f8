import type { Class } from '../dialog/class.js';
import type { Bound } from './bound.js';
import type { Guard, GuardOptions } from './guard.js';
import type { CheckTargets } from './check-step.types.js';
import { recordBound } from './metadata.js';
import type { Target } from './target.js';

/** What `@UseGuard` gives: a decorator for a class, or for a handler, that has what `otherwise` names. */
export interface GuardDecorator<Otherwise> {
  <T extends object>(
    target: T & (T extends Class ? CheckTargets<InstanceType<T>, never, Otherwise> : unknown),
    key?: string & (T extends Class ? unknown : CheckTargets<T, never, Otherwise>),
    handler?: PropertyDescriptor,
  ): void;
}

/**
 * Lets calls through, or sends them elsewhere. On a class it is asked each time a call enters the class, before the class is
 * built; on a handler each time before that runs (a `@Menu` or `@Ask`: each time its question begins). Several are asked in
 * the order in which they stand.
 *
 * @param guard - a class from the providers, or something ready: `openingHours(…)`
 * @param options - `otherwise`: where a refused call goes; `say`: what it hears first
 * @example
 * @AgiController('/sales')
 * @UseGuard(openingHours({ zone: 'Europe/Paris', open: { mon: ['09:00-18:00'] } }), { otherwise: 'closed' })
 * class SalesController {
 *   constructor(private readonly call: Call) {}
 *
 *   @Step({ next: hangUp }) async closed() { await this.call.play('sales/closed'); }
 * }
 */
export function UseGuard<const Otherwise extends Target>(
  guard: Bound<Guard>,
  options: GuardOptions<Otherwise>,
): GuardDecorator<Otherwise> {
  return (target, key) => recordBound(target, key, [{ kind: 'guard', by: guard, options }]);
}
