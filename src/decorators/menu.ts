import type { MenuDecorator } from './check-handler.types.js';
import type { MenuProperty } from './menu-property.js';
import type { Choices, MenuOptions } from './menu-options.js';
import { recordMethod } from './metadata.js';
import type { Target } from './target.js';

/**
 * A question with choices. On a method, which runs each time the menu is asked and returns what is heard; it must do nothing
 * else. Where the options can say it all, on a property: `@Menu({ prompt: 'sales/options' }) declare readonly main: Menu`.
 *
 * @param options - `choices` that need no code (others are `@OnDtmf` methods), `otherwise` for a caller who uses up their
 *   attempts, prompts for silence and wrong keys, and the times: see {@link MenuOptions}
 * @example
 * @Menu({ attempts: 3, noInput: ['sales/please-choose'], choices: { '0': 'operator' }, otherwise: 'operator' })
 * main() { return menu('sales/welcome', say.number(this.waiting), 'sales/options'); }
 *
 * @Menu({ prompt: ['sales/languages'], choices: { '1': 'main' }, otherwise: 'operator' }) declare readonly languages: Menu;
 */
export function Menu<Self, const C extends Choices = {}, const Otherwise extends Target = never>(
  options: MenuOptions<C, Otherwise, Self> = {},
): MenuDecorator<C[keyof C] | Otherwise, Self> {
  return (target, key) => recordMethod(target, key, { kind: 'Menu', options });
}

/** The type of a property with `@Menu`; the property itself holds nothing. */
export interface Menu extends MenuProperty {}
