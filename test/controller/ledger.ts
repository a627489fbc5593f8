/** A service that a test imports the wrong way. */
export class Ledger {
  readonly entries: readonly string[] = [];
}
