import type { Class } from '../dialog/class.js';
import { resolveClass } from '../decorators/class-ref.js';
import type { ParameterRecord } from '../decorators/records.js';

/** A handler that runs a dialog. */
export interface RunsDialog {
  readonly method: string;
  readonly dialog: Class;
}

/** The dialogs that `@Subdialog` gives to the handlers of a class. */
export function subdialogsOf(parameters: readonly ParameterRecord[]): RunsDialog[] {
  return parameters.flatMap(({ member, needs }) => {
    const dialog = needs?.kind === 'dialog' ? resolveClass(needs.dialog) : undefined;
    return typeof member === 'string' && dialog !== undefined ? [{ method: member, dialog }] : [];
  });
}
