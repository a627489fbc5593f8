import type { FailureOptions } from './handler-options.js';
import type { MenuHandlerDecorator } from './judge-handler.js';
import { recordMethod } from './metadata.js';
import type { Target } from './target.js';

/**
 * Runs when the caller is silent in a menu. When it returns nothing and has no `then`, the menu is asked again; the failure
 * counts either way, and the last attempt goes to the menu's `otherwise` instead.
 *
 * @param options - `menu`: the `@Menu` method, may be left out where the class has only one; `count`: from which silence on,
 *   default 1; `to`: every step it can return; `then`: where the call goes when it returns nothing
 * @example
 * @OnNoInput({ menu: 'main', count: 2, to: ['operator'] })
 * secondSilence() { return go('operator'); }
 */
export function OnNoInput<
  const Menu extends string = never,
  const To extends Target = never,
  const Then extends Target = never,
>(options: FailureOptions<Menu, To, Then> = {}): MenuHandlerDecorator<never, Menu, To, Then> {
  return (target, key) => recordMethod(target, key, { kind: 'OnNoInput', options });
}
