import type { HandlerOptions } from './handler-options.js';
import type { LinkDecorator } from './check-handler.types.js';
import type { CheckLinkKey } from './check-keys.types.js';
import { recordMethod } from './metadata.js';
import type { Target } from './target.js';

/**
 * A key that works in every question of the class and of the dialogs that it runs, unless the question takes the key itself. It
 * runs this method. When the method returns nothing and has no `next`, the question is asked again. A link without code is an
 * option of the class: `links`.
 *
 * @param key - one key of a telephone
 * @param options - `to`: every step it can return; `next`: where the call goes when it returns nothing
 * @example
 * @Link('9', { next: keepListening })
 * async slower() { await this.call.play('sales/take-your-time'); }
 */
export function Link<
  const Key extends string,
  const To extends Target = never,
  const Next extends Target = never,
  const Late extends Target = never,
>(key: Key & CheckLinkKey<Key>, options: HandlerOptions<To, Next, Late> = {}): LinkDecorator<To, Next, Late> {
  return (target, member) => recordMethod(target, member, { kind: 'Link', key, options });
}
