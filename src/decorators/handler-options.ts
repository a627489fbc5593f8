import type { Prompt } from '../dialog/prompt.js';
import type { NoMatchReason } from '../dialog/read/collection.js';
import type { Target } from './target.js';

/** What the caller hears while a handler works on something that is no command, and how long that may take. */
export interface SlowOptions<Late extends Target = Target> {
  /** When the filler begins, counted from the moment the line fell silent, milliseconds. Default 1500. */
  readonly fillerAfterMs?: number;
  /** Sound files, heard once; a key ends them and is kept for the next question. Default: none. */
  readonly filler?: Prompt;
  /** Music on hold of this class, behind the sounds. Default: none. */
  readonly music?: string;
  /** How long it may take, counted as the filler is, milliseconds; what the handler returns later is dropped. Default: no limit. */
  readonly limitMs?: number;
  /** Where the call goes at the limit. Default: where it goes when the handler returns nothing. */
  readonly otherwise?: Late;
}

/** Where a handler leads. */
export interface HandlerOptions<
  To extends Target = Target,
  Next extends Target = Target,
  Late extends Target = Target,
> {
  /** Every step that the handler can return; compared with its return type. Default: none. */
  readonly to?: readonly To[];
  /** Where the call goes when the handler returns nothing. Default: on with its question; a handler that has none (`@OnCall`, `@OnEnter`, `@Step`, `@Ask`) must say. */
  readonly next?: Next;
  /** Filler and limit of a handler that takes long. Default: the line is held in silence. */
  readonly slow?: SlowOptions<Late>;
  /**
   * Whether the line is held while the handler works on something that is no command. `false` sends no command, for an
   * application of Asterisk in the background that one would disturb; keys pressed meanwhile are lost. Default true.
   */
  readonly hold?: boolean;
  /**
   * Whether a key skips and stops what the handler plays. `false`: it is heard to its end, and keys are kept for the next
   * question. Default true; false where every declared way ends the call, because nothing follows then.
   */
  readonly skippable?: boolean;
}

/** Options of a handler that answers for a menu. */
export interface MenuHandlerOptions<
  Name extends string = string,
  To extends Target = Target,
  Next extends Target = Target,
  Late extends Target = Target,
> extends HandlerOptions<To, Next, Late> {
  /** The `@Menu` it belongs to. Default: the only menu of the class. */
  readonly menu?: Name;
}

/** Options of `@OnDtmf`. `Self` is the class whose choice it is. */
export interface DtmfOptions<
  Name extends string = string,
  To extends Target = Target,
  Next extends Target = Target,
  Late extends Target = Target,
  Self = never,
> extends MenuHandlerOptions<Name, To, Next, Late> {
  /** Whether the choice is on offer, asked before each prompt; one that is not does not exist. Default: always. */
  readonly when?: (self: Self) => boolean | Promise<boolean>;
  /** Says what was chosen, or is a function of the digits that does; the caller presses 1 when it is right. Default: not asked. */
  readonly confirm?: Prompt | ((digits: string) => Prompt);
  /** In words, for people who read the flow: `Opening hours`. Default: none. */
  readonly title?: string;
  /** How many keys a regular expression takes at most, 1 to 32. Default: none; a regular expression must say. */
  readonly maxDigits?: number;
}

/** Options of a handler that answers for any question: a menu, or an `@Ask`. */
export interface QuestionHandlerOptions<
  Menu extends string = string,
  Ask extends string = string,
  To extends Target = Target,
  Next extends Target = Target,
  Late extends Target = Target,
  Every extends boolean = boolean,
> extends MenuHandlerOptions<Menu, To, Next, Late> {
  /** The `@Ask` method it belongs to, instead of a menu. Default: it belongs to a menu. */
  readonly ask?: Ask;
  /** Whether it answers for every question of the class that has no such handler of its own. Default false. */
  readonly everyQuestion?: Every;
}

/** Options of `@OnNoInput` and `@OnNoMatch`. */
export interface FailureOptions<
  Menu extends string = string,
  Ask extends string = string,
  To extends Target = Target,
  Next extends Target = Target,
  Late extends Target = Target,
  Every extends boolean = boolean,
> extends QuestionHandlerOptions<Menu, Ask, To, Next, Late, Every> {
  /** From which failure of its kind on it runs; the handler with the highest count not above the failures so far does. Default 1. */
  readonly count?: number;
}

/** Options of `@OnNoMatch`. */
export interface NoMatchOptions<
  Menu extends string = string,
  Ask extends string = string,
  To extends Target = Target,
  Next extends Target = Target,
  Late extends Target = Target,
  Every extends boolean = boolean,
> extends FailureOptions<Menu, Ask, To, Next, Late, Every> {
  /** Only for entries that are wrong in this way, such as `tooShort`. Wrong entries of all reasons are counted together. Default: every wrong entry. */
  readonly reason?: NoMatchReason;
}
