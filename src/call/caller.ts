/** Who calls, as Asterisk says; both are hostile text and easily faked. */
export interface CallerId {
  /** `undefined` when it is hidden or unknown. */
  readonly number: string | undefined;
  /** `undefined` when Asterisk was told none. */
  readonly name: string | undefined;
}
