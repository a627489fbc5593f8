import type { FirstMistake, Mistake } from './mistake.js';

type CheckHandlerParameter<K> = K extends string
  ? unknown
  : Mistake<'belongs on a parameter of a handler, not of the constructor'>;

/** The parameter at the index takes the value. What cannot be seen (a private method) is checked by the method's decorator. */
type CheckValue<T, K, Index extends number, Value> = K extends keyof T
  ? T[K] extends (...args: infer Args) => unknown
    ? [Value] extends [Args[Index]]
      ? unknown
      : Mistake<'this parameter does not accept what its decorator gives'>
    : unknown
  : unknown;

/** Only `name?: T` tells the compiler to write T down; of `T | undefined` it writes that it is some object. */
type IsOptional<Args, Index extends number> = {} extends Pick<Args, `${Index}` & keyof Args> ? true : false;

type CheckDeclared<P, Missing, Optional> = [string | Missing] extends [P]
  ? unknown
  : [number] extends [P]
    ? CheckMissing<P, Missing, Optional>
    : [boolean] extends [P]
      ? CheckMissing<P, Missing, Optional>
      : Mistake<'this parameter does not accept text, a number or a boolean, which its decorator gives'>;

type CheckMissing<P, Missing, Optional> = Optional extends true
  ? unknown
  : [undefined] extends [P | Missing]
    ? Mistake<'a number or a boolean that may be missing is written name?: number, or gets a schema'>
    : unknown;

type CheckText<T, K, Index extends number, Missing> = K extends keyof T
  ? T[K] extends (...args: infer Args) => unknown
    ? CheckDeclared<Args[Index], Missing, IsOptional<Args, Index>>
    : unknown
  : unknown;

/** A decorator for a handler's parameter that gives text, or the number or boolean that the parameter declares. */
export interface TextDecorator<Missing = never> {
  <T extends object, K extends string | undefined, Index extends number>(
    target: T,
    key: K,
    index: Index & FirstMistake<[CheckHandlerParameter<K>, CheckText<T, K, Index, Missing>]>,
  ): void;
}

/** A decorator for a handler's parameter that gives a `Value`. */
export interface ParamDecorator<Value> {
  <T extends object, K extends string | undefined, Index extends number>(
    target: T,
    key: K,
    index: Index & FirstMistake<[CheckHandlerParameter<K>, CheckValue<T, K, Index, Value>]>,
  ): void;
}

type CheckConstructorParameter<K> = K extends string ? Mistake<'belongs on a parameter of the constructor'> : unknown;

type CheckToken<C, Index extends number, Value> = C extends abstract new (...args: infer Args) => unknown
  ? [Value] extends [Args[Index]]
    ? unknown
    : Mistake<'this parameter does not accept what the token holds'>
  : unknown;

/** What `@Inject` gives: a decorator for a constructor parameter that takes a `Value`. */
export interface InjectDecorator<Value> {
  <C extends object, K extends string | undefined, Index extends number>(
    target: C,
    key: K,
    index: Index & FirstMistake<[CheckConstructorParameter<K>, CheckToken<C, Index, Value>]>,
  ): void;
}
