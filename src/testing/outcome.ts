/** What an application or a subroutine of the dialplan does, in the order of these fields. */
export interface Outcome {
  /** Sound files that the caller hears. */
  readonly plays?: readonly string[];
  /** How long it then takes, milliseconds; default 0. */
  readonly takesMs?: number;
  /** Channel variables that it sets. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Whether it hangs up the channel; default no. */
  readonly hangsUp?: boolean;
  /** What the application returns; default 0, and -1 when it hung up. */
  readonly result?: number;
}
