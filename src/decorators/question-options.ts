import type { RepeatOptions, ValueOptions } from '../dialog/question-options.js';
import type { HandlerOptions } from './handler-options.js';
import type { Target } from './target.js';

/** What every question of a class may say: a `@Menu` and an `@Ask`. */
export interface QuestionOptions<Otherwise extends Target = Target, Self = never> extends RepeatOptions<Self> {
  /**
   * Where the call goes when the attempts are used up, or the caller cancels. Default: back to the dialplan, with a warning at
   * boot; a `@Dialog` ends with `kind: 'gaveUp'`.
   */
  readonly otherwise?: Otherwise;
}

/** What an `@Ask` takes beside its reader. */
export interface AskOptions<
  Self = never,
  Value = never,
  To extends Target = Target,
  Next extends Target = Target,
  Otherwise extends Target = Target,
  Late extends Target = Target,
>
  extends QuestionOptions<Otherwise, Self>, ValueOptions<Self, Value>, HandlerOptions<To, Next, Late> {}
