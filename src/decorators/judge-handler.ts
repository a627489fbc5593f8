import type { Class } from '../call/class.js';
import type { CheckMenu, CheckPrompt } from './judge-menu.js';
import type { CheckEnd, CheckReturn, CheckTargets } from './judge-step.js';
import type { Method } from './method.js';
import type { FirstMistake, Mistake } from './mistake.js';

/** A handler is called from outside and on an object. */
type CheckPlace<T, K> = T extends Class
  ? Mistake<'must be a public instance method'>
  : K extends keyof T
    ? unknown
    : Mistake<'must be a public instance method'>;

type Gift<In> = In extends string ? 'the digits, a string' : 'an EndedCall';

/** The first parameter takes what the caller gave. Its decorator is out of sight here, so decorated parameters come later. */
type CheckInput<M, In> = M extends (...args: infer Args) => unknown
  ? Args extends []
    ? unknown
    : [In] extends [Args[0]]
      ? unknown
      : Mistake<`the first parameter must accept ${Gift<In>}; decorated ones come after it`>
  : unknown;

/** What `@OnCall` and `@Step` give: a decorator for a method that must say where the call goes. */
export interface StepDecorator<To, Then> {
  <T extends object, K extends string, M extends Method>(
    target: T,
    key: K & FirstMistake<[CheckPlace<T, K>, CheckTargets<T, To | Then>, CheckReturn<M, To, Then, false>]>,
    handler: TypedPropertyDescriptor<M>,
  ): void;
}

/** What `@OnDtmf`, `@OnNoInput` and `@OnNoMatch` give: a decorator for a method that answers for a menu, and may stay with it. */
export interface MenuHandlerDecorator<In, Menu, To, Then> {
  <T extends object, K extends string, M extends Method>(
    target: T,
    key: K &
      FirstMistake<
        [
          CheckPlace<T, K>,
          CheckMenu<T, Menu>,
          CheckTargets<T, To | Then>,
          CheckReturn<M, To, Then, true>,
          CheckInput<M, In>,
        ]
      >,
    handler: TypedPropertyDescriptor<M>,
  ): void;
}

/** What `@Menu` gives. */
export interface MenuDecorator<Targets> {
  <T extends object, K extends string, M extends Method>(
    target: T,
    key: K & FirstMistake<[CheckPlace<T, K>, CheckPrompt<M>, CheckTargets<T, Targets>]>,
    handler: TypedPropertyDescriptor<M>,
  ): void;
}

/** What `@OnHangup` gives. */
export interface EndDecorator<In> {
  <T extends object, K extends string, M extends Method>(
    target: T,
    key: K & FirstMistake<[CheckPlace<T, K>, CheckEnd<M>, CheckInput<M, In>]>,
    handler: TypedPropertyDescriptor<M>,
  ): void;
}
