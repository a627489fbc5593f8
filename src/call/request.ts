import type { AgiEnvironment } from '../session/environment.js';

/**
 * Which controller was asked for, and with what. Every value is hostile text.
 *
 * @example
 * const campaign = call.request.query.get('campaign');
 * const id = call.request.params['id'];
 */
export class AgiRequest {
  /** The part of the AGI URL's path that was matched, as it came: `/orders/0012`. */
  readonly path: string;
  /** What `:name` parts of the route took, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** What follows the `?`. */
  readonly query: URLSearchParams;
  /** Further arguments of `AGI()`, in order, as a list; a list counts from 0, {@link arg} from 1. */
  readonly args: readonly string[];
  /** The number that was dialled; `undefined` when Asterisk does not say. */
  readonly calledNumber: string | undefined;
  /** The context of the dialplan in which `AGI()` stands. */
  readonly context: string;
  /** The extension in that context, as it was dialled: `s`, `200`. */
  readonly extension: string;
  /** The priority in that extension, from 1. */
  readonly priority: number;

  /** @internal */
  constructor(
    environment: AgiEnvironment,
    match: {
      readonly path: string;
      readonly params: Readonly<Record<string, string>>;
      readonly query: URLSearchParams;
    },
  ) {
    this.path = match.path;
    this.params = match.params;
    this.query = match.query;
    this.args = environment.args;
    this.calledNumber = environment.calledNumber;
    this.context = environment.context;
    this.extension = environment.extension;
    this.priority = environment.priority;
  }

  /**
   * A further argument of `AGI(agi://host/path,first,second)`, counted as Asterisk and `@Arg` do.
   *
   * @param position - from 1: `arg(1)` is `first`, Asterisk's `agi_arg_1`
   * @returns `undefined` when there are fewer
   * @example
   * const queue = call.request.arg(1) ?? 'sales';
   */
  arg(position: number): string | undefined {
    return this.args[position - 1];
  }
}
