import type { NoMatchOptions } from './handler-options.js';
import type { FailureDecorator } from './check-handler.types.js';
import { recordMethod } from './metadata.js';
import type { Target } from './target.js';

/**
 * Runs when the caller types what no choice of a menu takes, or what the reader of an `@Ask` does not understand; its
 * first parameter gets the digits. When it returns nothing and has no `next`, the question is asked again; the failure counts
 * either way, and the last attempt goes to the question's `otherwise` instead.
 *
 * @param options - `menu` or `ask`: the question, may be left out where the class has only one menu; `everyQuestion`: all
 *   that have no such handler of their own; `count`: from which
 *   wrong entry on, default 1; `reason`: only for those that are wrong in this way; `to`: every step it can return; `next`: where the call goes when it returns nothing
 * @example
 * @OnNoMatch({ menu: 'main' })
 * wrongKeys(digits: string) { this.call.log.info({ digits }, 'no such choice'); }
 */
export function OnNoMatch<
  const Menu extends string = never,
  const Ask extends string = never,
  const To extends Target = never,
  const Next extends Target = never,
  const Late extends Target = never,
  const Every extends boolean = false,
>(
  options: NoMatchOptions<Menu, Ask, To, Next, Late, Every> = {},
): FailureDecorator<string, Menu, Ask, To, Next, Late, Every> {
  return (target, key) => recordMethod(target, key, { kind: 'OnNoMatch', options });
}
