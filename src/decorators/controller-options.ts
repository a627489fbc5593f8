import type { DialogDefaults } from './dialog-defaults.js';
import type { TelephoneKey } from './judge-keys.js';
import type { Mistake } from './mistake.js';
import type { Target } from './target.js';

/** Keys that work in every menu of a controller, after the menu's own choices, and where they lead. */
export type Links = Readonly<Partial<Record<TelephoneKey, Target>>>;

/** What `@AgiController` takes beside its path. */
export interface ControllerOptions<Start extends string = string, L extends Links = Links> {
  /** The `@Menu` or `@Step` where a call begins. Default: `@OnCall`, else the only menu. */
  readonly start?: Start;
  /** Keys that work in every menu of the class: `{ '0': 'operator' }`. */
  readonly links?: L & { readonly [K in Exclude<keyof L, TelephoneKey>]: Mistake<'not a key of a telephone'> };
  /** Patience and prompts of every menu of the class that says nothing else. */
  readonly defaults?: DialogDefaults;
}
