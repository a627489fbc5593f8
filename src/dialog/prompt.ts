import { CheckedFile, type FileName } from '../core/checked-file.js';
import { OffhookError } from '../errors/offhook-error.js';
import { soundNameProblem } from './sound-name.js';

/** Marks what `menu()` made: no other value with items passes for what a menu says. */
const menuBrand: unique symbol = Symbol('offhook.menu');

/** A sound file. */
type FileItem = { readonly kind: 'file'; readonly name: string };

/** One thing that is heard. */
export type SimpleItem =
  | FileItem
  | { readonly kind: 'digits'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number; readonly gender?: 'm' | 'f' | 'n' | 'c' }
  | { readonly kind: 'spelled'; readonly text: string }
  | { readonly kind: 'phonetic'; readonly text: string }
  | { readonly kind: 'date'; readonly epochSeconds: number; readonly format?: string; readonly zone?: string }
  | { readonly kind: 'silence'; readonly durationMs: number }
  | { readonly kind: 'tone'; readonly tone: string; readonly durationMs: number };

/** Which words a language has for a count, as `Intl.PluralRules` names them. */
export type PluralItems = Readonly<Partial<Record<Intl.LDMLPluralRule, readonly PromptItem[]>>>;

/** One thing that is heard, or items that the language or a rule about keys holds together; made with {@link say}. */
export type PromptItem =
  | SimpleItem
  | { readonly kind: 'withoutBargeIn'; readonly items: readonly PromptItem[]; readonly keepsKeys: boolean }
  | { readonly kind: 'inLanguage'; readonly language: string; readonly items: readonly PromptItem[] }
  | { readonly kind: 'byLanguage'; readonly sets: Readonly<Record<string, readonly PromptItem[]>> }
  | { readonly kind: 'plural'; readonly count: number; readonly sets: PluralItems };

/** What is heard: the name of a sound file, an item, or a list of both. `absoluteFile()` and `soundUrl()` give items too. */
export type Prompt = string | PromptItem | readonly Prompt[];

/** A function of the controller that gives a prompt. It is called each time before the prompt is said, and must do nothing else. */
export type PromptFunction<Self = never> = (self: Self) => Prompt | Promise<Prompt>;

/** A prompt, or a function of the controller that gives one, or a list of both. */
export type PromptFor<Self = never> = string | PromptItem | PromptFunction<Self> | readonly PromptFor<Self>[];

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
  const items: PromptItem[] = [];
  collect(prompt, where, items);
  return items;
}

function collect(prompt: Prompt, where: string, items: PromptItem[]): void {
  if (isList(prompt)) for (const part of prompt) collect(part, where, items);
  else if (typeof prompt === 'string' && prompt !== '') items.push({ kind: 'file', name: prompt });
  else if (typeof prompt !== 'string' && typeof prompt?.kind === 'string') items.push(prompt);
  else throw new OffhookError('AGI_NOT_A_PROMPT', { where, value: prompt });
}

/**
 * @internal As `flatten`, where functions may stand in the prompt.
 *
 * @param call - calls one, with the object that it was written for
 */
export async function flattenFor(
  prompt: PromptFor,
  where: string,
  call: (declared: PromptFunction) => Promise<Prompt>,
): Promise<PromptItem[]> {
  if (typeof prompt === 'function') return playable(await call(prompt), where);
  if (!isList(prompt)) return flatten(prompt, where);
  return (await Promise.all(prompt.map((part) => flattenFor(part, where, call)))).flat();
}

// Array.isArray does not narrow a readonly array.
const isList = <P>(prompt: P | readonly P[]): prompt is readonly P[] => Array.isArray(prompt);

/** @internal As `flatten`, for a prompt that is made during the call: nobody looked at its sound names when the app started. */
export function playable(prompt: Prompt, where: string): PromptItem[] {
  const items = flatten(prompt, where);
  for (const file of filesIn(items)) {
    const problem = soundNameProblem(fileOf(file));
    if (problem !== undefined) throw new OffhookError('AGI_NOT_A_PROMPT', { where, value: file.name, problem });
  }
  return items;
}

/** @internal Every sound of Asterisk's own folders that may be heard, in whatever language. */
export function soundsIn(items: readonly PromptItem[]): string[] {
  return filesIn(items).flatMap((file) => (file instanceof CheckedFile ? [] : file.name));
}

function filesIn(items: readonly PromptItem[]): FileItem[] {
  return items.flatMap((item) => (item.kind === 'file' ? item : filesIn(partsOf(item))));
}

/** @internal The file of an item, as a command takes it: what code has named by its path or its URL is that. */
export const fileOf = (item: FileItem): FileName => (item instanceof CheckedFile ? item : item.name);

/** @internal The items that an item holds together. */
export function partsOf(item: PromptItem): readonly PromptItem[] {
  switch (item.kind) {
    case 'withoutBargeIn':
    case 'inLanguage':
      return item.items;
    case 'byLanguage':
    case 'plural':
      return Object.values(item.sets).flat();
    default:
      return [];
  }
}
