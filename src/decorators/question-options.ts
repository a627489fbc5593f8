import type { Prompt, PromptFor } from '../dialog/prompt.js';
import type { CancelOptions, QuestionDefaults } from '../dialog/dialog-defaults.js';
import type { HandlerOptions } from './handler-options.js';
import type { Target } from './target.js';

/** A prompt by how often the question was asked in one visit: `{ 2: 'shorter', 3: 'shortest' }`. The highest number not above holds. */
export type Tapered<Self = never> = Readonly<Record<number, PromptFor<Self>>>;

/** What every question may say: a `@Menu`, an `@Ask`, a `@Field`. Prompts may be functions of the object that asks. */
export interface RepeatOptions<Self = never> extends QuestionDefaults<Self> {
  /** Heard before the prompt, once a call. */
  readonly greeting?: PromptFor<Self>;
  /** Whether the greeting is heard each time the caller comes from elsewhere, and not only the first time. Default false. */
  readonly greetEveryVisit?: boolean;
  /** Heard instead of the prompt from the second time on; or prompts by number, `{ 2: 'shorter', 3: 'shortest' }`. Default: the prompt again. */
  readonly reprompt?: PromptFor<Self> | Tapered<Self>;
}

/** What every question of a class may say: a `@Menu` and an `@Ask`. */
export interface QuestionOptions<Otherwise extends Target = Target, Self = never> extends RepeatOptions<Self> {
  /**
   * Where the call goes when the attempts are used up, or the caller cancels. Default: back to the dialplan, with a warning at
   * boot; in a `@Dialog` it gives up, and whoever runs it is told.
   */
  readonly otherwise?: Otherwise;
}

/** How a value is asked for, wherever that is: in an `@Ask` and in a `@Field`. `Self` is the class whose prompt it is. */
export interface ValueOptions<Self = never, Value = never> extends CancelOptions {
  /** What is heard; functions in it are called each time it is asked. */
  readonly prompt: PromptFor<Self>;
  /** Reads the value back before it counts; the caller presses 1 when it is right. Gets the value and its keys. */
  readonly confirm?: (value: NoInfer<Value>, digits: string) => Prompt;
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

/** What a `@Field` takes beside its reader. */
export interface FieldOptions<Self = never, Value = never> extends RepeatOptions<Self>, ValueOptions<Self, Value> {}
