import { OffhookError } from '../errors/offhook-error.js';
import { soundNameProblem } from './sound-name.js';

/** Marks what `menu()` made: no other value with items passes for what a menu says. */
const menuBrand: unique symbol = Symbol('offhook.menu');

/** One thing that is heard. */
export type SimpleItem =
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'digits'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number; readonly gender?: 'm' | 'f' | 'n' | 'c' }
  | { readonly kind: 'spelled'; readonly text: string }
  | { readonly kind: 'phonetic'; readonly text: string }
  | { readonly kind: 'date'; readonly epochSeconds: number; readonly format?: string; readonly zone?: string }
  | { readonly kind: 'silence'; readonly durationMs: number };

/** One thing that is heard, or a list that no key stops; made with {@link say}. */
export type PromptItem =
  | SimpleItem
  | { readonly kind: 'withoutBargeIn'; readonly items: readonly SimpleItem[]; readonly keepsKeys: boolean };

/** What is heard: the name of a sound file, an item, or a list of both. */
export type Prompt = string | PromptItem | readonly Prompt[];

/** A prompt, or a function of the controller that gives one. */
export type PromptFor<Self = never> = Prompt | ((self: Self) => Prompt | Promise<Prompt>);

/** What a `@Menu` method returns; made with {@link menu}. */
export interface MenuPrompt {
  readonly items: readonly PromptItem[];
  readonly [menuBrand]: true;
}

/**
 * What is heard when a menu is entered; a `@Menu` method returns it.
 *
 * @param prompts - sound files and items, in order
 * @example
 * main() { return menu('sales/welcome', say.number(this.waiting), 'sales/options'); }
 */
export function menu(...prompts: Prompt[]): MenuPrompt {
  return { items: playable(prompts, 'menu()'), [menuBrand]: true };
}

/** @internal A list of items out of whatever was written. */
export function flatten(prompt: Prompt, where: string): PromptItem[] {
  if (typeof prompt === 'string') {
    if (prompt === '') throw new OffhookError('AGI_NOT_A_PROMPT', { where, value: prompt });
    return [{ kind: 'file', name: prompt }];
  }
  if (isList(prompt)) return prompt.flatMap((part) => flatten(part, where));
  if (typeof prompt?.kind === 'string') return [prompt];
  throw new OffhookError('AGI_NOT_A_PROMPT', { where, value: prompt });
}

// Array.isArray does not narrow a readonly array.
const isList = (prompt: Prompt): prompt is readonly Prompt[] => Array.isArray(prompt);

/** @internal As `flatten`, for a prompt that is made during the call: nobody looked at its sound names when the app started. */
export function playable(prompt: Prompt, where: string): PromptItem[] {
  const items = flatten(prompt, where);
  for (const item of items.flatMap((each) => (each.kind === 'withoutBargeIn' ? each.items : each))) {
    if (item.kind === 'file' && soundNameProblem(item.name) !== undefined) {
      throw new OffhookError('AGI_NOT_A_PROMPT', { where, value: item.name });
    }
  }
  return items;
}
