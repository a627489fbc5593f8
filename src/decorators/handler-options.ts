import type { Target } from './target.js';

/** Where a handler leads. */
export interface HandlerOptions<To extends Target = Target, Then extends Target = Target> {
  /** Every step that the handler can return; compared with its return type. Default: none. */
  readonly to?: readonly To[];
  /** Where the call goes when the handler returns nothing. Default: it stays with its menu; `@OnCall` and `@Step` have no menu and must say. */
  readonly then?: Then;
}

/** Options of a handler that answers for a menu. */
export interface MenuHandlerOptions<
  Name extends string = string,
  To extends Target = Target,
  Then extends Target = Target,
> extends HandlerOptions<To, Then> {
  /** The `@Menu` method it belongs to. Default: the only menu of the class. */
  readonly menu?: Name;
}

/** Options of `@OnNoInput` and `@OnNoMatch`. */
export interface FailureOptions<
  Name extends string = string,
  To extends Target = Target,
  Then extends Target = Target,
> extends MenuHandlerOptions<Name, To, Then> {
  /** From which failure of its kind on it runs; the handler with the highest count not above the failures so far does. Default 1. */
  readonly count?: number;
}
