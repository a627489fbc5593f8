import type { MenuHandlerOptions } from './handler-options.js';
import type { DtmfDecorator } from './judge-handler.js';
import type { CheckKeys } from './judge-keys.js';
import { recordMethod } from './metadata.js';
import type { Target } from './target.js';

/**
 * Runs when the caller types these keys in a menu; its first parameter gets them. When it returns nothing and has no `then`,
 * the menu is asked again.
 *
 * @param keys - `1`, `*9`, or an Asterisk pattern with a leading `_`: `X` 0-9, `Z` 1-9, `N` 2-9, `[13-5]`, and `.` (one or
 *   more keys) or `!` (none or more) at the end. One or a list
 * @param options - `menu`: the `@Menu` method, may be left out where the class has only one; `to`: every step it can return;
 *   `then`: where the call goes when it returns nothing
 * @example
 * @OnDtmf('_2XX', { menu: 'main', to: [hangUp] })
 * async extension(digits: string) {
 *   if (await this.connect(digits)) return hangUp;
 * }
 */
export function OnDtmf<
  const Keys extends string | readonly string[],
  const Menu extends string = never,
  const To extends Target = never,
  const Then extends Target = never,
>(keys: Keys & CheckKeys<Keys>, options: MenuHandlerOptions<Menu, To, Then> = {}): DtmfDecorator<Menu, To, Then> {
  // The keys as written: what CheckKeys adds to the type is for the type checker.
  const written: readonly string[] = Array.isArray(keys) ? keys : [keys];
  return (target, key) => recordMethod(target, key, { kind: 'OnDtmf', keys: written, options });
}
