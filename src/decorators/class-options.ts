import type { DialogDefaults } from '../dialog/question-options.js';
import type { TelephoneKey } from '../dialog/keys.js';
import type { Mistake } from './mistake.js';
import type { Target } from './target.js';

/** Keys that work in every question of a class, after the question's own, and where they lead. */
export type Links = Readonly<Partial<Record<TelephoneKey, Target>>>;

/** What `@AgiController` takes beside its path. */
export interface AgiControllerOptions<
  Start extends string = string,
  L extends Links = Links,
  Otherwise extends Target = Target,
  Self = never,
> extends DialogOptions<Start, L, Otherwise, Self> {
  /** Calls that go on at the same time in this class; further ones are refused. Default: no limit but the app's. */
  readonly maxCalls?: number;
  /** Whether a call that still rings is answered before the first sound. Default: what the app says, true unless it says otherwise. */
  readonly answer?: boolean;
}

/** What `@Dialog` takes, and `@AgiController` beside its path. */
export interface DialogOptions<
  Start extends string = string,
  L extends Links = Links,
  Otherwise extends Target = Target,
  Self = never,
> {
  /** The `@Menu`, `@Ask` or `@Step` where the class begins. Default: `@OnCall` or `@OnEnter`, else the only menu, else the only `@Ask`. */
  readonly start?: Start;
  /** Keys that work in every question of the class and of the dialogs that it runs, unless the question takes the key itself: `{ '0': 'operator' }`; with code: `@Link`. Default: none but the app's. */
  readonly links?: L & { readonly [K in Exclude<keyof L, TelephoneKey>]: Mistake<'not a key of a telephone'> };
  /** Times, attempts and prompts of every question of the class that leaves them out. Default: those of the app. */
  readonly defaults?: DialogDefaults<Self>;
  /** Where the call goes when the attempts of a question without an `otherwise` of its own are used up. Default: that of the app. */
  readonly otherwise?: Otherwise;
}
