import type { Key } from '../dialog/keys.js';
import type { CancelOptions, DialogDefaults, QuestionDefaults } from '../dialog/dialog-defaults.js';
import type { Prompt, PromptFor } from '../dialog/prompt.js';

/**
 * What `call.ask` and `call.menu` share. What is left out comes from the app's `defaults`; those of the class do not hold here,
 * because a service may ask as well as a controller. The links of the class, and the handlers of its questions, play no part in it.
 */
export interface CallQuestionOptions extends QuestionDefaults<unknown> {
  /** What is heard; functions in it are called each time it is asked. */
  readonly prompt: PromptFor<unknown>;
  /** Heard before the prompt; the same greeting once a call. */
  readonly greeting?: PromptFor<unknown>;
  /** Whether the greeting is heard each time it is asked, and not only the first time. Default false. */
  readonly greetEveryVisit?: boolean;
  /** Heard instead of the prompt from the second time on; or prompts by number, `{ 2: 'shorter', 3: 'shortest' }`. Default: the prompt again. */
  readonly reprompt?: PromptFor<unknown> | Readonly<Record<number, PromptFor<unknown>>>;
}

/** What `call.ask` takes beside its reader. */
export interface CallAskOptions<Value = never> extends CallQuestionOptions, CancelOptions {
  /** Reads the value back before it counts; the caller presses 1 when it is right. Gets the value and its keys. */
  readonly confirm?: (value: NoInfer<Value>, digits: string) => Prompt;
}

/** The choices of `call.menu`: keys or an Asterisk pattern, and any value for each. */
export type CallChoices = Readonly<Record<string, unknown>>;

/** What `call.menu` takes. */
export interface CallMenuOptions<C extends CallChoices = CallChoices> extends CallQuestionOptions {
  /** Keys, or an Asterisk pattern, and the value that each one stands for: `{ '1': 'yes', '_2XX': 'extension' }`. */
  readonly choices: C;
}

/** What `call.fill` takes beside the form: what holds for the fields that do not say their own, and the way back. */
export interface FillOptions extends DialogDefaults<unknown> {
  /**
   * Goes to the field before, where nothing is typed yet; at the first field it cancels. Not heard by a field whose value may
   * contain the key. It may be the cancel key, which then goes back instead of cancelling. Default: none.
   */
  readonly backKey?: Key;
}
