import type { Key } from '../dialog/keys.js';
import type { PromptFor } from '../dialog/prompt.js';
import type { DialogDefaults, RepeatOptions } from '../dialog/question-options.js';

/** The choices of `call.menu`: keys or an Asterisk pattern, and any value for each. */
export type CallChoices = Readonly<Record<string, unknown>>;

/** What `call.menu` takes. */
export interface CallMenuOptions<C extends CallChoices = CallChoices> extends RepeatOptions<unknown> {
  /** What is heard; functions in it are called each time it is asked. */
  readonly prompt: PromptFor<unknown>;
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
