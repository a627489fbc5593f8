import type { FlowInstance } from './node-context.js';
import type { Destination, DialplanPlace, HangUpCause } from '../step.js';

/** How a dialog ended. A hang-up by the caller is not among them: it is thrown. */
export type DialogEnd =
  | { readonly kind: 'hangUp'; readonly cause: HangUpCause | undefined }
  | { readonly kind: 'leave'; readonly place: DialplanPlace | undefined }
  /** Only a screening ends so. */
  | { readonly kind: 'accept' | 'reject' }
  /** Only a sub-dialog ends so. */
  | { readonly kind: 'finish'; readonly value: unknown }
  | { readonly kind: 'gaveUp'; readonly reason: 'noInput' | 'noMatch' | 'back' };

/** The caller followed a link of a class that runs the dialog, and goes on there. */
export interface DialogMoved {
  readonly kind: 'moved';
  readonly instance: FlowInstance;
  readonly destination: Destination;
}

/** Thrown through the handler that ran a sub-dialog, when the sub-dialog ended the call, left to the dialplan, or was left by a link. */
export class DialogLeft extends Error {
  constructor(readonly end: DialogEnd | DialogMoved) {
    super(`The sub-dialog ended with ${end.kind}: the handler that ran it stops here.`);
  }
}
