import type { Target } from './target.js';

/** Where a handler leads. */
export interface HandlerOptions<To extends Target = Target, Then extends Target = Target> {
  /** Every step that the handler can return; compared with its return type. Default: none. */
  readonly to?: readonly To[];
  /** Where the call goes when the handler returns nothing. Default: on with its question; a handler that has none (`@OnCall`, `@OnEnter`, `@Step`, `@Ask`) must say. */
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

/** Options of a handler that answers for any question: a menu, or an `@Ask`. */
export interface QuestionHandlerOptions<
  Menu extends string = string,
  Ask extends string = string,
  To extends Target = Target,
  Then extends Target = Target,
> extends MenuHandlerOptions<Menu, To, Then> {
  /** The `@Ask` method it belongs to, instead of a menu. */
  readonly ask?: Ask;
}

/** Options of `@OnNoInput` and `@OnNoMatch`. */
export interface FailureOptions<
  Menu extends string = string,
  Ask extends string = string,
  To extends Target = Target,
  Then extends Target = Target,
> extends QuestionHandlerOptions<Menu, Ask, To, Then> {
  /** From which failure of its kind on it runs; the handler with the highest count not above the failures so far does. Default 1. */
  readonly count?: number;
}
