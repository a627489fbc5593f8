import type { Class } from '../dialog/class.js';
import type { ErrorClass, ExceptionFilter, FilterTarget } from './filter.js';
import type { CheckReturn, CheckTargets } from './check-step.types.js';
import { classDecorator, recordsOf } from './metadata.js';
import type { FirstMistake, Mistake } from './mistake.js';

/** A filter takes every error that it says it catches. */
type CheckTakes<M, E> = M extends (...args: infer Args) => unknown
  ? Args extends []
    ? unknown
    : [E] extends [Args[0]]
      ? unknown
      : Mistake<'catch() does not accept every error that @Catch names'>
  : unknown;

/** What `@Catch` gives: a decorator for a filter that returns the steps that `to` lists. */
export interface CatchDecorator<E, To> {
  <C extends Class<ExceptionFilter<E>>>(
    target: C &
      FirstMistake<
        [
          CheckTakes<InstanceType<C>['catch'], E>,
          CheckTargets<object, To, never>,
          CheckReturn<InstanceType<C>['catch'], To, never, false>,
        ]
      >,
  ): void;
}

/** What `@Catch` takes beside the errors. */
export interface CatchOptions<To extends FilterTarget = FilterTarget> {
  /** Every step that `catch` can return; compared with its return type. */
  readonly to: readonly To[];
}

/**
 * Makes a class an exception filter. It is injectable: list it among the providers, and bind it with `@UseFilter` or for the
 * whole app. A caller who hangs up is no error, and no filter sees it.
 *
 * @param error - what it answers for, subclasses included: a class, or a list; `Error` for all
 * @param options - `to`: every step it can return; compared with its return type
 * @example
 * @Catch(DatabaseDown, { to: [leave] })
 * class Apologize implements ExceptionFilter<DatabaseDown> {
 *   async catch(_error: DatabaseDown, call: Call) {
 *     await call.play('sorry-try-later');
 *     return leave({ context: 'fallback' });
 *   }
 * }
 */
export function Catch<E, const To extends FilterTarget>(
  error: ErrorClass<E> | readonly ErrorClass<E>[],
  options: CatchOptions<To>,
): CatchDecorator<E, To> {
  const errors = Array.isArray(error) ? (error as readonly ErrorClass[]) : [error as ErrorClass]; // narrowed by isArray alone
  const record = classDecorator({ caught: { errors, options } });
  return (target, ...rest: readonly unknown[]) => {
    record(target, ...rest);
    recordsOf(target).injectable ??= { scope: 'app' };
  };
}
