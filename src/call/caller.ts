import type { CallerPresentation } from '../session/presentation.js';

/** Who calls, as Asterisk says; number and name are hostile text and easily faked. */
export interface CallerId {
  /** `undefined` unless `presentation` is `allowed`. */
  readonly number: string | undefined;
  /** `undefined` when it is withheld with the number, or Asterisk was told none. */
  readonly name: string | undefined;
  /**
   * Whether the number may be shown: `allowed`; `restricted`, the caller withholds it; `unavailable`, nobody knows it. A number
   * that the network knows and the caller withholds is in `AgiEnvironment.withheldCallerNumber`, for those who may know it.
   */
  readonly presentation: CallerPresentation;
}
