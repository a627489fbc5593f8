import type { DialogOptions, Links } from './class-options.js';
import type { DialogDecorator } from './check-controller.types.js';
import { classDecorator } from './metadata.js';
import type { Target } from './target.js';

/**
 * A conversation without a path, for use by others: `@Subdialog(SignIn)` runs it and gets the value that it finishes with;
 * `go(SignIn)`, choices and links go to it for good. It is not listed anywhere: the app finds it through them. It begins at
 * `@OnEnter`, at `start`, or at its only question.
 *
 * @param options - `start`, `links`, `defaults`, `otherwise`
 * @example
 * @Dialog()
 * class Confirm {
 *   @Input() declare readonly input: { readonly prompt: string };
 *   @Menu() main() { return menu(this.input.prompt, 'yes-1-no-2'); }
 *   @OnDtmf('1', { to: [finish] }) yes() { return finish(true); }
 *   @OnDtmf('2', { to: [finish] }) no() { return finish(false); }
 * }
 */
export function Dialog<
  Self,
  const Start extends string = never,
  const L extends Links = {},
  const Otherwise extends Target = never,
>(options: DialogOptions<Start, L, Otherwise, Self> = {}): DialogDecorator<Start | L[keyof L] | Otherwise, Self> {
  return classDecorator({ dialog: { options } });
}
