import type { MenuPrompt } from '../dialog/prompt.js';
import type { Finish, finish, leave, NextStep } from '../dialog/step.js';
import type { Class } from '../dialog/class.js';
import type { MenuProperty } from './menu-property.js';
import type { DialogWithInput } from './check-dialog.types.js';
import type { Method, Returned } from './method.js';
import type { FirstMistake, Mistake } from './mistake.js';

/** What a call can go to: menus, and methods that return what is heard, a step, or nothing. */
export type NodesOf<T> = {
  [K in keyof T]-?: T[K] extends Method
    ? [Exclude<Returned<T[K]>, MenuPrompt | NextStep | void | undefined>] extends [never]
      ? K
      : never
    : T[K] extends MenuProperty
      ? K
      : never;
}[keyof T] &
  string;

/** `finish(5)` and `finish(6)` are one way out. A class may have a static `value`, and is still a class. */
type Fold<To> = To extends Class ? To : To extends Finish<unknown> ? Finish<unknown> : To;

/** What a target stands for, in the terms of a step's type. */
type StepTo<X> = X extends string
  ? X
  : X extends Class
    ? X
    : X extends NextStep<infer To>
      ? Fold<To>
      : X extends typeof leave
        ? '<leave>'
        : X extends typeof finish
          ? Finish<unknown>
          : X extends () => infer C
            ? C
            : never;

type Named<To> = To extends string ? (To extends `<${string}>` ? never : To) : never;
type UnknownNode<T, Targets> = Exclude<Named<StepTo<Targets>>, NodesOf<T>>;

type CheckNodes<T, Targets> = [UnknownNode<T, Targets>] extends [never]
  ? unknown
  : Mistake<`"${UnknownNode<T, Targets>}" is not a node of this class`>;

type Finishing<To> = To extends Class ? never : To extends Finish<unknown> ? To : never;

/** The value of a dialog is read off its handlers' return types: an option cannot give one. */
type CheckNoFinish<Targets> = [Finishing<StepTo<Targets>>] extends [never]
  ? unknown
  : Mistake<'finish needs code that gives the value: return finish(…) from a handler with to: [finish]'>;

type WithoutInput<X> = X extends Class
  ? X extends DialogWithInput
    ? X
    : never
  : X extends NextStep
    ? never
    : X extends () => DialogWithInput
      ? X
      : never;

type CheckGivesInput<Targets> = [WithoutInput<Targets>] extends [never]
  ? unknown
  : Mistake<'this dialog wants an input: go(Class, input)'>;

type CheckNoListen<Targets> = [Extract<StepTo<Targets>, '<keepListening>'>] extends [never]
  ? unknown
  : Mistake<'keepListening waits for another entry: only @OnDtmf, @OnNoInput, @OnNoMatch and @Link methods lead there'>;

/**
 * Every name among the targets is a node of the class, and every step makes sense where it is written.
 *
 * @typeParam To - what a handler returns
 * @typeParam Direct - where the call goes without code: `next`, `otherwise`, `choices`, `links`
 * @typeParam MayListen - whether there is a question to listen for
 */
export type CheckTargets<T, To, Direct, MayListen = false> = FirstMistake<
  [
    CheckNodes<T, To | Direct>,
    CheckNoFinish<Direct>,
    CheckGivesInput<Direct>,
    MayListen extends true ? unknown : CheckNoListen<To | Direct>,
  ]
>;

type Taken<M> = Returned<M> extends infer R ? (R extends NextStep<infer To> ? Fold<To> : never) : never;
type Stays<M> = Exclude<Returned<M>, NextStep>;
type Show<To> = To extends `<${infer Name}>`
  ? Name
  : To extends string
    ? To
    : To extends Class
      ? 'another class'
      : 'finish';

type Unlisted<M, To> = Exclude<Taken<M>, StepTo<To>>;
type NeverTaken<M, To> = Exclude<StepTo<To>, Taken<M>>;

/** The steps that the method returns are those that `to` lists, no more and no fewer; returning nothing must mean something. */
export type CheckReturn<M, To, Next, MayStay> = [Exclude<Stays<M>, void | undefined>] extends [never]
  ? [Unlisted<M, To>] extends [never]
    ? [NeverTaken<M, To>] extends [never]
      ? [Stays<M>, MayStay] extends [never, unknown] | [unknown, true]
        ? unknown
        : [Next] extends [never]
          ? Mistake<'says nowhere to go next: return a step or add "next"'>
          : unknown
      : Mistake<`"to" lists ${Show<NeverTaken<M, To>>}, which the handler never returns`>
    : Mistake<`the handler returns ${Show<Unlisted<M, To>>}, which "to" does not list`>
  : Mistake<'a handler returns a step (go(), repeat, keepListening, back, finish(), leave(), hangUp) or nothing'>;

/** An `@OnHangup` method leads nowhere. */
export type CheckEnd<M> = [Exclude<Returned<M>, void | undefined>] extends [never]
  ? unknown
  : Mistake<'the call is over: an @OnHangup method returns nothing'>;
