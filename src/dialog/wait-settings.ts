import type { FileName } from '../core/checked-file.js';

/** What a caller hears, and how long, while the app works on something that is no command. */
export interface WaitSettings {
  /** When the filler begins, counted from the moment the line fell silent, milliseconds; default 1,500. */
  readonly fillerAfterMs?: number | undefined;
  /** Sound files, once, one after the other; a key ends them. Only files can be cut when the work is done. */
  readonly filler?: readonly FileName[] | undefined;
  /** Music on hold of this class, behind the sounds. */
  readonly music?: string | undefined;
  /** How long it may take, counted as the filler is, milliseconds; then it is given up. */
  readonly limitMs?: number | undefined;
  /** `false` leaves the line alone meanwhile: nothing is heard, and keys are lost. */
  readonly hold?: false | undefined;
}

/** How work with a limit came out. */
export type WaitResult<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'tooLong' };
