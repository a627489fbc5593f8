/** Something of an app went wrong. */
export interface AppFailure {
  /** Asterisk's unique id of the call; nothing where it belongs to none. */
  readonly call: string | undefined;
  /** Handler, hook or what else it was: `SalesController.main`, `onCallEnd`. */
  readonly where: string;
  /** What was thrown, without what callers typed where it is masked. */
  readonly error: unknown;
}

/** @internal Sees what nobody else may: the test phone, which runs in the process of the app. */
export interface AppWatcher {
  failed(failure: AppFailure): void;
  /** A question took a key, or forgot it. */
  keyTaken(call: string, key: string, isMasked: boolean): void;
}
