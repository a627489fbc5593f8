import type { DialplanPlace, HangUpCause } from './step.js';

/** How a dialog ended. A hang-up by the caller is not among them: it is thrown. */
export type DialogEnd =
  | { readonly kind: 'hangUp'; readonly cause: HangUpCause | undefined }
  | { readonly kind: 'leave'; readonly place: DialplanPlace | undefined }
  /** Only a screening ends so. */
  | { readonly kind: 'accept' | 'reject' }
  /** Only a sub-dialog ends so. */
  | { readonly kind: 'finish'; readonly value: unknown }
  | { readonly kind: 'gaveUp'; readonly reason: 'noInput' | 'noMatch' | 'back' };

/** Thrown through the handler that ran a sub-dialog, when the sub-dialog ended the call or left to the dialplan. */
export class DialogLeft extends Error {
  constructor(readonly end: DialogEnd) {
    super(`The sub-dialog ended with ${end.kind}: the handler that ran it stops here.`);
  }
}
