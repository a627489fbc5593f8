import type { Class } from '../dialog/class.js';
import { resolveClass } from '../decorators/class-ref.js';
import type { ParameterRecord } from '../decorators/records.js';

/** A handler that runs a dialog. */
export interface SubdialogUse {
  readonly method: string;
  readonly dialog: Class;
}

/** The dialogs that `@Subdialog` gives to the handlers of a class. */
export function subdialogsOf(parameters: readonly ParameterRecord[]): SubdialogUse[] {
  return parameters.flatMap(({ member, needs }) => {
    const dialog = needs?.kind === 'dialog' ? resolveClass(needs.dialog) : undefined;
    return typeof member === 'string' && dialog !== undefined ? [{ method: member, dialog }] : [];
  });
}
