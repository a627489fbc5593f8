import type { FailureOptions } from './handler-options.js';
import type { MenuHandlerDecorator } from './judge-handler.js';
import { recordMethod } from './metadata.js';
import type { Target } from './target.js';

/**
 * Runs when the caller types what no choice of a menu takes; its first parameter gets the digits. When it returns nothing
 * and has no `then`, the menu is asked again; the failure counts either way, and the last attempt goes to the menu's
 * `otherwise` instead.
 *
 * @param options - `menu`: the `@Menu` method, may be left out where the class has only one; `count`: from which wrong entry
 *   on, default 1; `to`: every step it can return; `then`: where the call goes when it returns nothing
 * @example
 * @OnNoMatch({ menu: 'main' })
 * wrongKeys(digits: string) { this.call.log.info({ digits }, 'no such choice'); }
 */
export function OnNoMatch<
  const Menu extends string = never,
  const To extends Target = never,
  const Then extends Target = never,
>(options: FailureOptions<Menu, To, Then> = {}): MenuHandlerDecorator<string, Menu, To, Then> {
  return (target, key) => recordMethod(target, key, { kind: 'OnNoMatch', options });
}
