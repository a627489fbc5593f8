import type { InputDecorator } from './check-dialog.types.js';
import { memberPlaceOf, recordsOf } from './metadata.js';

/**
 * What a `@Dialog` is given: the argument of the function that `@Subdialog` injects, or the second one of `go`. The property
 * must be called `input`; it is set before the first handler runs, and not yet in the constructor.
 *
 * @example
 * @Dialog()
 * class Confirm {
 *   @Input() declare readonly input: { readonly prompt: string };
 *   @Menu({ attempts: 2 }) main() { return menu(this.input.prompt, 'yes-1'); }
 *   @OnDtmf('1', { to: [finish] }) yes() { return finish(true); }
 * }
 */
export function Input(): InputDecorator {
  return (target, key) => {
    const place = memberPlaceOf(target, key);
    recordsOf(target).inputs.push(place);
  };
}
