import type { InputDecorator } from './judge-dialog.js';
import { placeOf, recordsOf } from './metadata.js';

/**
 * What a `@Dialog` is given: the argument of the function that `@Subdialog` injects, or the second one of `go`. The property
 * must be called `input`; it is set before the first handler runs, and not yet in the constructor.
 *
 * @example
 * @Dialog({ start: 'number' })
 * class SignIn {
 *   @Input() declare readonly input: { readonly attempts: number };
 * }
 */
export function Input(): InputDecorator {
  return (target, key) => {
    recordsOf(target).inputs.push(placeOf(target, key));
  };
}
