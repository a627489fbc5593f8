import type { Reader } from '../dialog/read/reader.js';
import type { DtmfOptions } from './handler-options.js';
import type { DtmfDecorator } from './check-handler.types.js';
import type { CheckKeys } from './check-keys.types.js';
import { recordMethod } from './metadata.js';
import type { Target } from './target.js';

/** What `@OnDtmf` listens to. */
export type DtmfKeys = string | readonly string[] | RegExp | Reader<unknown>;

/**
 * Runs when the caller types these keys in a menu; its first parameter gets them: as text, as the groups of a regular
 * expression, or as the value of a reader. When it returns nothing and has no `next`, the menu is asked again.
 *
 * Of several that fit, the first of these wins: keys, a pattern (as in the dialplan: fewer possible keys first, `.` and `!`
 * last), a regular expression, a reader, a link.
 *
 * @param keys - `1`, `*9`, or an Asterisk pattern with a leading `_`: `X` 0-9, `Z` 1-9, `N` 2-9, `[13-5]`, and `.` (one or
 *   more keys) or `!` (none or more) at the end; one or a list, such as `range('2', '4')`. Or a regular expression for the whole
 *   entry, with `maxDigits`; it waits for more keys up to that many. Or a reader, for digits that have to be looked up: what it
 *   complains about is a wrong entry
 * @param options - `menu`: the `@Menu`, may be left out where the class has only one; `to`: every step it can return; `next`:
 *   where the call goes when it returns nothing; `when`, `confirm`, `title`, `maxDigits`; `slow`: filler and limit
 * @example
 * @OnDtmf('_2XX', { menu: 'main', to: [hangUp] })
 * async extension(digits: string) {
 *   if (await this.connect(digits)) return hangUp;
 * }
 *
 * @OnDtmf(read.digits({ length: 4 }).map((digits, ctx) => ctx.get(Staff).find(digits), 'sales/nobody-there'), { next: hangUp })
 * async colleague(colleague: Colleague) { await this.call.dial(`PJSIP/${colleague.device}`, { ringTimeoutMs: 20_000 }); }
 */
export function OnDtmf<
  const Keys extends DtmfKeys,
  Self,
  const Menu extends string = never,
  const To extends Target = never,
  const Next extends Target = never,
  const Late extends Target = never,
>(
  keys: Keys & CheckKeys<Keys>,
  options: DtmfOptions<Menu, To, Next, Late, Self> = {},
): DtmfDecorator<Keys, Self, Menu, To, Next, Late> {
  // The keys as written: what CheckKeys adds to the type is for the type checker.
  const written: readonly (string | RegExp | Reader<unknown>)[] = Array.isArray(keys) ? keys : [keys];
  return (target, key) => recordMethod(target, key, { kind: 'OnDtmf', keys: written, options });
}
