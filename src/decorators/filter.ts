import type { Call } from '../call/call.js';
import type { Class } from '../dialog/class.js';
import type { Step } from '../dialog/step.js';
import type { Bound, BoundDecorator } from './bound.js';
import type { CheckReturn, CheckTargets } from './judge-step.js';
import { recordBound, recordsOf } from './metadata.js';
import type { FirstMistake, Mistake } from './mistake.js';
import type { Target } from './target.js';

/** Answers for an error: speaks to the caller, and says where the call goes. */
export interface ExceptionFilter<E> {
  /**
   * @param error - what was thrown
   * @param call - the caller is on the line
   * @returns where the call goes
   * @throws what it throws goes to the next filter
   */
  catch(error: E, call: Call): Step | Promise<Step>;
}

/** Errors by their class. */
export type ErrorClass<E = unknown> = abstract new (...args: never[]) => E;

/** What a filter may lead to: no node, because it serves many classes. */
export type FilterTarget = Exclude<Target, string>;

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
  options: { readonly to: readonly To[] },
): CatchDecorator<E, To> {
  const errors = Array.isArray(error) ? (error as readonly ErrorClass[]) : [error as ErrorClass]; // narrowed by isArray alone
  return (target) => {
    const records = recordsOf(target);
    records.caught = { errors, options };
    records.injectable ??= { scope: 'app' };
  };
}

/**
 * Answers for errors of a handler, or of a class: of its handlers, its guards and pipes, its prompts and the checks of its
 * readers. The nearest filter that catches the error's class answers: the handler's, then the class's, then the app's; of
 * several at one place the first.
 *
 * @param filters - classes with `@Catch` from the providers, or instances of such
 * @example
 * @AgiController('/sales')
 * @UseFilter(Apologize)
 * class SalesController {}
 */
export function UseFilter(...filters: Bound<ExceptionFilter<never>>[]): BoundDecorator {
  return (target, key) =>
    recordBound(
      target,
      key,
      filters.map((by) => ({ kind: 'filter', by })),
    );
}
