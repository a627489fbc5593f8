import type { MenuPrompt } from '../dialog/prompt.js';
import type { NodesOf } from './check-step.types.js';
import type { MenuProperty } from './menu-property.js';
import type { Method, Returned } from './method.js';
import type { Mistake } from './mistake.js';

/** Properties that are menus, and methods that return what is heard: `never` and `any` do not count. */
export type MenusOf<T> = {
  [K in keyof T]-?: 0 extends 1 & T[K]
    ? never
    : [T[K]] extends [MenuProperty]
      ? K
      : [Returned<T[K]>] extends [never]
        ? never
        : 0 extends 1 & Returned<T[K]>
          ? never
          : Returned<T[K]> extends MenuPrompt
            ? K
            : never;
}[keyof T] &
  string;

type IsUnion<A, B = A> = A extends unknown ? ([B] extends [A] ? false : true) : never;

/** The menu is one of the class; it may be left out where there is only one. */
export type CheckMenu<T, Name> = [Name] extends [never]
  ? [MenusOf<T>] extends [never]
    ? Mistake<'this class has no @Menu'>
    : IsUnion<MenusOf<T>> extends true
      ? Mistake<'several menus here: say which with { menu: "…" }'>
      : unknown
  : Name extends MenusOf<T>
    ? unknown
    : Mistake<`"${Name & string}" is not a @Menu of this class`>;

/** The question is one of the class: a menu as above, or an `@Ask`, whose method cannot be told from a `@Step` here. */
export type CheckQuestion<T, Menu, Ask, Every> = Every extends true
  ? [Menu, Ask] extends [never, never]
    ? unknown
    : Mistake<'everyQuestion stands for all of them: leave "menu" and "ask" away'>
  : CheckOneQuestion<T, Menu, Ask>;

type CheckOneQuestion<T, Menu, Ask> = [Ask] extends [never]
  ? [Menu, MenusOf<T>] extends [never, never]
    ? Mistake<'this class has no @Menu: name the question with { ask: "…" }'>
    : CheckMenu<T, Menu>
  : [Menu] extends [never]
    ? Ask extends Exclude<NodesOf<T>, MenusOf<T>>
      ? unknown
      : Mistake<`"${Ask & string}" is not an @Ask of this class`>
    : Mistake<'belongs to one question: keep "menu" or "ask"'>;

/** A prompt that is a function is called with an object of this class. */
export type CheckSelf<T, Self> = T extends Self ? unknown : Mistake<'a prompt function here asks for another class'>;

/** A `@Menu` is a property of its type, or a method that returns what is heard. */
export type CheckPrompt<T, K> = K extends keyof T
  ? [T[K]] extends [MenuProperty]
    ? unknown
    : [Returned<T[K]>] extends [MenuPrompt]
      ? [Returned<T[K]>] extends [never]
        ? NotAMenu<T[K]>
        : unknown
      : NotAMenu<T[K]>
  : unknown;

type NotAMenu<M> = M extends Method
  ? Mistake<'a @Menu method returns what is heard: return menu("welcome", …)'>
  : Mistake<'a @Menu is a method, or a property of type Menu: declare readonly name: Menu'>;
