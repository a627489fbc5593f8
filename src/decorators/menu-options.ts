import type { Prompt } from '../dialog/prompt.js';
import type { DialogDefaults } from './dialog-defaults.js';
import type { CheckChoices } from './judge-keys.js';
import type { Target } from './target.js';

/** Choices that need no code: keys or an Asterisk pattern, and where they lead. */
export type Choices = Readonly<Record<string, Target>>;

/** What a `@Menu` says beside its prompt. */
export interface MenuOptions<C extends Choices = Choices, Otherwise extends Target = Target> extends DialogDefaults {
  /** Heard before the prompt, once a call. */
  readonly greeting?: Prompt;
  /** Heard instead of the method's prompt after a failure. Default: the method's prompt again. */
  readonly reprompt?: Prompt;
  /** Choices that need no code: `{ '1': 'orders', '_2XX': () => Extensions }`. */
  readonly choices?: C & CheckChoices<C>;
  /** Where the call goes when the attempts are used up. Default: back to the dialplan, with a warning at boot. */
  readonly otherwise?: Otherwise;
}
