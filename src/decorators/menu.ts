import type { MenuDecorator } from './judge-handler.js';
import type { Choices, MenuOptions } from './menu-options.js';
import { recordMethod } from './metadata.js';
import type { Target } from './target.js';

/**
 * A question with choices. The method runs each time the menu is asked and returns what is heard; it must do nothing else.
 *
 * @param options - `choices` that need no code (others are `@OnDtmf` methods), `otherwise` for a caller who uses up his
 *   attempts, prompts for silence and wrong keys, and the times: see {@link MenuOptions}
 * @example
 * @Menu({ attempts: 3, noInput: ['sales/please-choose'], choices: { '0': 'operator' }, otherwise: 'operator' })
 * main() { return menu('sales/welcome', say.number(this.waiting), 'sales/options'); }
 */
export function Menu<const C extends Choices = {}, const Otherwise extends Target = never>(
  options: MenuOptions<C, Otherwise> = {},
): MenuDecorator<C[keyof C] | Otherwise> {
  return (target, key) => recordMethod(target, key, { kind: 'Menu', options });
}
