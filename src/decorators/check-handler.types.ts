import type { EndedCall } from '../call/ended-call.js';
import type { Class } from '../dialog/class.js';
import type { Reader } from '../dialog/read/reader.js';
import type { CheckMenu, CheckPrompt, CheckQuestion, CheckSelf } from './check-question.types.js';
import type { CheckEnd, CheckReturn, CheckTargets } from './check-step.types.js';
import type { Method } from './method.js';
import type { FirstMistake, Mistake } from './mistake.js';

/** A handler is called from outside and on an object. */
type CheckPlace<T, K> = T extends Class
  ? Mistake<'must be a public instance method'>
  : K extends keyof T
    ? unknown
    : Mistake<'must be a public instance method'>;

/** The first parameter takes what the caller gave. Its decorator is out of sight here, so decorated parameters come later. */
type CheckInput<M, In, Gift extends string> = M extends (...args: infer Args) => unknown
  ? Args extends []
    ? unknown
    : [In] extends [Args[0]]
      ? unknown
      : Mistake<`the first parameter must accept ${Gift}; decorated ones come after it`>
  : unknown;

type CheckDigits<M> = CheckInput<M, string, 'the digits, a string'>;

/** What was typed, as a choice gives it. */
type CheckTyped<M, Keys> = Keys extends RegExp
  ? CheckInput<M, RegExpExecArray, 'the groups, a RegExpExecArray'>
  : Keys extends Reader<infer Value>
    ? CheckInput<M, Value, 'what the reader gives'>
    : CheckDigits<M>;

/** What `@OnCall`, `@OnEnter` and `@Step` give: a decorator for a method that must say where the call goes. */
export interface StepDecorator<To, Next, Late> {
  <T extends object, K extends string, M extends Method>(
    target: T,
    key: K & FirstMistake<[CheckPlace<T, K>, CheckTargets<T, To, Next | Late>, CheckReturn<M, To, Next, false>]>,
    handler: TypedPropertyDescriptor<M>,
  ): void;
}

/** What `@Menu` gives: a decorator for a method, or for a property, which has no descriptor. */
export interface MenuDecorator<Targets, Self> {
  <T extends object, K extends string>(
    target: T,
    key: K & FirstMistake<[CheckPlace<T, K>, CheckSelf<T, Self>, CheckPrompt<T, K>, CheckTargets<T, never, Targets>]>,
    handler?: unknown,
  ): void;
}

/** What `@Ask` gives: a decorator for a method that gets the value, and must say where the call goes. */
export interface AskDecorator<Self, Value, To, Next, Otherwise, Late> {
  <T extends object, K extends string, M extends Method>(
    target: T,
    key: K &
      FirstMistake<
        [
          CheckPlace<T, K>,
          CheckSelf<T, Self>,
          CheckTargets<T, To, Next | Otherwise | Late>,
          CheckReturn<M, To, Next, false>,
          CheckInput<M, Value, 'what the reader gives'>,
        ]
      >,
    handler: TypedPropertyDescriptor<M>,
  ): void;
}

/** What `@OnDtmf` gives: a decorator for a method that answers for a menu, and may stay with it. */
export interface DtmfDecorator<Keys, Self, Menu, To, Next, Late> {
  <T extends object, K extends string, M extends Method>(
    target: T,
    key: K &
      FirstMistake<
        [
          CheckPlace<T, K>,
          CheckSelf<T, Self>,
          CheckMenu<T, Menu>,
          CheckTargets<T, To, Next | Late, true>,
          CheckReturn<M, To, Next, true>,
          CheckTyped<M, Keys>,
        ]
      >,
    handler: TypedPropertyDescriptor<M>,
  ): void;
}

/** What `@OnNoInput` and `@OnNoMatch` give: a decorator for a method that answers for a question, and may stay with it. */
export interface FailureDecorator<In, Menu, Ask, To, Next, Late, Every> {
  <T extends object, K extends string, M extends Method>(
    target: T,
    key: K &
      FirstMistake<
        [
          CheckPlace<T, K>,
          CheckQuestion<T, Menu, Ask, Every>,
          CheckTargets<T, To, Next | Late, true>,
          CheckReturn<M, To, Next, true>,
          CheckInput<M, In, 'the digits, a string'>,
        ]
      >,
    handler: TypedPropertyDescriptor<M>,
  ): void;
}

/** What `@OnAttemptsUsedUp` gives: a decorator for a method that ends a question, or leaves that to its `otherwise`. */
export interface UsedUpDecorator<Menu, Ask, To, Next, Late, Every> {
  <T extends object, K extends string, M extends Method>(
    target: T,
    key: K &
      FirstMistake<
        [
          CheckPlace<T, K>,
          CheckQuestion<T, Menu, Ask, Every>,
          CheckTargets<T, To, Next | Late>,
          CheckReturn<M, To, Next, true>,
          CheckInput<M, 'noInput' | 'noMatch', '"noInput" | "noMatch"'>,
        ]
      >,
    handler: TypedPropertyDescriptor<M>,
  ): void;
}

/** What `@Link` gives: a decorator for a method that runs in the middle of any question, and may stay with it. */
export interface LinkDecorator<To, Next, Late> {
  <T extends object, K extends string, M extends Method>(
    target: T,
    key: K &
      FirstMistake<
        [CheckPlace<T, K>, CheckTargets<T, To, Next | Late, true>, CheckReturn<M, To, Next, true>, CheckDigits<M>]
      >,
    handler: TypedPropertyDescriptor<M>,
  ): void;
}

/** What `@OnHangup` gives. */
export interface EndDecorator {
  <T extends object, K extends string, M extends Method>(
    target: T,
    key: K & FirstMistake<[CheckPlace<T, K>, CheckEnd<M>, CheckInput<M, EndedCall, 'an EndedCall'>]>,
    handler: TypedPropertyDescriptor<M>,
  ): void;
}
