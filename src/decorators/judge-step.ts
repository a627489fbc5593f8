import type { MenuPrompt } from '../dialog/prompt.js';
import type { leave, Step } from '../dialog/step.js';
import type { Class } from '../call/class.js';
import type { Method, Returned } from './method.js';
import type { Mistake } from './mistake.js';

/** Methods that a call can go to: those that return what is heard, a step, or nothing. */
type NodesOf<T> = {
  [K in keyof T]-?: T[K] extends Method
    ? [Exclude<Returned<T[K]>, MenuPrompt | Step | void | undefined>] extends [never]
      ? K
      : never
    : never;
}[keyof T] &
  string;

/** What a target stands for, in the terms of a step's type. */
type StepTo<X> = X extends string
  ? X
  : X extends Class
    ? X
    : X extends Step<infer To>
      ? To
      : X extends typeof leave
        ? '<leave>'
        : X extends () => infer C
          ? C
          : never;

type Named<To> = To extends string ? (To extends `<${string}>` ? never : To) : never;
type UnknownNode<T, Targets> = Exclude<Named<StepTo<Targets>>, NodesOf<T>>;

/** Every name among the targets is a node of the class. */
export type CheckTargets<T, Targets> = [UnknownNode<T, Targets>] extends [never]
  ? unknown
  : Mistake<`"${UnknownNode<T, Targets>}" is not a node of this class`>;

type Taken<M> = Returned<M> extends infer R ? (R extends Step<infer To> ? To : never) : never;
type Stays<M> = Exclude<Returned<M>, Step>;
type Show<To> = To extends `<${infer Name}>` ? Name : To extends string ? To : 'another controller';

type Unlisted<M, To> = Exclude<Taken<M>, StepTo<To>>;
type NeverTaken<M, To> = Exclude<StepTo<To>, Taken<M>>;

/** The steps that the method returns are those that `to` lists, no more and no fewer; returning nothing must mean something. */
export type CheckReturn<M, To, Then, MayStay> = [Exclude<Stays<M>, void | undefined>] extends [never]
  ? [Unlisted<M, To>] extends [never]
    ? [NeverTaken<M, To>] extends [never]
      ? [Stays<M>, MayStay] extends [never, unknown] | [unknown, true]
        ? unknown
        : [Then] extends [never]
          ? Mistake<'says nowhere to go next: return a step or add "then"'>
          : unknown
      : Mistake<`"to" lists ${Show<NeverTaken<M, To>>}, which the handler never returns`>
    : Mistake<`the handler returns ${Show<Unlisted<M, To>>}, which "to" does not list`>
  : Mistake<'a handler returns a step (go, repeat, leave, hangUp) or nothing'>;

/** An `@OnHangup` method leads nowhere. */
export type CheckEnd<M> = [Exclude<Returned<M>, void | undefined>] extends [never]
  ? unknown
  : Mistake<'the call is over: an @OnHangup method returns nothing'>;
