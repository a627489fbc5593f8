import type { Class } from './class.js';

declare const held: unique symbol;

/** Stands for something that no class names: a setting, an interface. Made with {@link token}; at run time a symbol. */
export type InjectionToken<T> = symbol & { readonly [held]: T };

/** What the container finds a `T` by. */
export type Token<T> = Class<T> | InjectionToken<T>;

/**
 * Makes a token for what has no class of its own.
 *
 * @param name - shown in error messages; two tokens of one name are still two
 * @example
 * const GREETING = token<string>('greeting');
 * // constructor(@Inject(GREETING) private readonly greeting: string) {}
 */
export function token<T>(name: string): InjectionToken<T> {
  // The brand is for the type checker: at run time a token is the bare symbol.
  return Symbol(name) as InjectionToken<T>;
}

/** @internal A token in words, for messages: the class's name, or `token "greeting"`. */
export function describeToken(of: Token<unknown>): string {
  return typeof of === 'symbol' ? `token "${of.description ?? ''}"` : of.name || 'a class without a name';
}
