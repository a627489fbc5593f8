/** Which calls are meant; everything that is said must hold. A list means one of them. */
export interface RouteCondition {
  /** Numbers that were dialled (DNIS; the extension where Asterisk says none), or patterns of the dialplan: `_0800X.`. Default: any. */
  readonly calledNumber?: string | readonly string[];
  /** Contexts of the dialplan in which `AGI()` stands. Default: any. */
  readonly context?: string | readonly string[];
  /** Extensions in which `AGI()` stands, or patterns of the dialplan. Default: any. */
  readonly extension?: string | readonly string[];
  /** What `AGI(agi://host:port/…)` names: `ivr.example`, with any port, or `ivr.example:4574`. Default: any. */
  readonly host?: string | readonly string[];
  /** The channel's language; `fr` takes `fr_CA` too. Default: any. */
  readonly language?: string | readonly string[];
}

/** A path, and which of its calls are meant. */
export interface Route extends RouteCondition {
  /** A path, with `:name` and `*`, or a regular expression: see {@link RouteEntry}. Default `*`: every path that nobody else takes. */
  readonly path?: string | RegExp;
}

/**
 * Where a class answers: `/sales`; `/orders/:number`, where `:number` takes one part; `/team/*`, where `*` takes the rest; `*`
 * alone for what no other path takes; a regular expression for the decoded path, whose groups are parameters; or one of these
 * with a condition.
 */
export type RouteEntry = string | RegExp | Route;
