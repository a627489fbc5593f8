import type { FailureOptions } from './handler-options.js';
import type { FailureDecorator } from './check-handler.types.js';
import { recordMethod } from './metadata.js';
import type { Target } from './target.js';

/**
 * Runs when the caller is silent in a menu or an `@Ask`. When it returns nothing and has no `next`, the question is asked
 * again; the failure counts either way, and the last attempt goes to the question's `otherwise` instead.
 *
 * @param options - `menu` or `ask`: the question, may be left out where the class has only one menu; `everyQuestion`: all
 *   that have no such handler of their own; `count`: from which
 *   silence on, default 1; `to`: every step it can return; `next`: where the call goes when it returns nothing
 * @example
 * @OnNoInput({ menu: 'main', count: 2, to: ['operator'] })
 * secondSilence() { return go('operator'); }
 */
export function OnNoInput<
  const Menu extends string = never,
  const Ask extends string = never,
  const To extends Target = never,
  const Next extends Target = never,
  const Late extends Target = never,
  const Every extends boolean = false,
>(
  options: FailureOptions<Menu, Ask, To, Next, Late, Every> = {},
): FailureDecorator<never, Menu, Ask, To, Next, Late, Every> {
  return (target, key) => recordMethod(target, key, { kind: 'OnNoInput', options });
}
