import type { Class } from '../dialog/class.js';
import type { SubdialogResult } from '../dialog/engine/run-subdialog.js';
import { type ClassRef, resolveClass } from './class-ref.js';
import { paramDecorator } from './create-param-decorator.js';
import type { InputArgs } from '../dialog/step.js';
import type { ValueOf } from './check-dialog.types.js';
import type { ParamDecorator } from './check-parameter.types.js';

/**
 * Gives a handler the function that runs a dialog and waits for its value. There is no other way to run one, so every dialog
 * that a class needs can be read off it.
 *
 * @param dialog - a class with `@Dialog`, or a function that gives it, for import cycles
 * @example
 * @Step({ to: ['main', hangUp] })
 * async signIn(@Subdialog(SignIn) signIn: Subdialog<SignIn>) {
 *   const result = await signIn({ attempts: 3 });
 *   return result.kind === 'finished' ? go('main') : hangUp;
 * }
 */
export function Subdialog<C extends Class>(dialog: ClassRef<C>): ParamDecorator<Subdialog<InstanceType<C>>> {
  return paramDecorator({
    decorator: '@Subdialog',
    read:
      ({ runDialog }) =>
      (input?: unknown) =>
        // A class with @Dialog: looked at when the app started.
        runDialog(resolveClass(dialog) as Class, input),
    needs: { kind: 'dialog', dialog },
  });
}

/** Runs a dialog; takes its `input`, if it has one, and gives what it finishes with. */
export interface Subdialog<D> {
  (...input: InputArgs<D>): Promise<SubdialogResult<ValueOf<D>>>;
}
