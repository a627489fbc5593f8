import type { TelephoneKey } from '../dialog/keys.js';
import type { Mistake } from './mistake.js';

type PatternCharacter = TelephoneKey | 'X' | 'Z' | 'N' | 'x' | 'z' | 'n' | '.' | '!' | '[' | ']' | '-';

type ConsistsOf<Text extends string, Character extends string> = Text extends ''
  ? true
  : Text extends `${infer First}${infer Rest}`
    ? First extends Character
      ? ConsistsOf<Rest, Character>
      : false
    : false;

// Text that is not known as a literal is looked at when the app starts.
type Problem<Text extends string> = string extends Text
  ? never
  : Text extends '' | '_'
    ? `"${Text}" names no key`
    : Text extends `_${infer Pattern}`
      ? ConsistsOf<Pattern, PatternCharacter> extends true
        ? never
        : `"${Text}" is not an Asterisk pattern`
      : ConsistsOf<Text, TelephoneKey> extends true
        ? never
        : `"${Text}" has a character that no telephone sends; patterns start with _`;

type Verdict<Text extends string> = [Problem<Text>] extends [never] ? unknown : Mistake<Problem<Text>>;

/** Checks what `@OnDtmf` listens to, as far as it is text or a list of texts. */
export type CheckKeys<Keys> = Keys extends string
  ? Verdict<Keys>
  : Keys extends readonly string[]
    ? CheckEach<Keys>
    : unknown;

type CheckEach<Keys extends readonly string[]> = {
  readonly [I in keyof Keys]: Keys[I] extends string ? Verdict<Keys[I]> : unknown;
};

/** Checks the key of a `@Link`. */
export type CheckLinkKey<Text extends string> = string extends Text
  ? unknown
  : Text extends TelephoneKey
    ? unknown
    : Mistake<'a link is one key of a telephone'>;

/** Checks the keys of `choices`. */
export type CheckChoices<C> = { readonly [K in keyof C]: K extends string | number ? Verdict<`${K}`> : unknown };
