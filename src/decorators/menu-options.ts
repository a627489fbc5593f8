import type { PromptFor } from '../dialog/prompt.js';
import type { CheckChoices } from './check-keys.types.js';
import type { QuestionOptions } from './question-options.js';
import type { Target } from './target.js';

/** Choices that need no code: keys or an Asterisk pattern, and where they lead. */
export type Choices = Readonly<Record<string, Target>>;

/** What a `@Menu` says beside its prompt. */
export interface MenuOptions<
  C extends Choices = Choices,
  Otherwise extends Target = Target,
  Self = never,
> extends QuestionOptions<Otherwise, Self> {
  /** What is heard, where the menu is a property; a property must say. Default: what the method returns. */
  readonly prompt?: PromptFor<Self>;
  /** Choices that need no code: `{ '1': 'orders', '_2XX': () => Extensions }`. Default: none. */
  readonly choices?: C & CheckChoices<C>;
}
