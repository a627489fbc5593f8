import type { CheckProperty } from './check-dialog.types.js';
import type { CheckSelf } from './check-question.types.js';
import type { FirstMistake, Mistake } from './mistake.js';

type CheckAccepts<T, K, Value> = K extends keyof T
  ? [Value] extends [T[K]]
    ? unknown
    : Mistake<'the property does not accept what this reader gives'>
  : unknown;

/** What `@Field` gives: a decorator for a property that takes the reader's value. */
export interface FieldDecorator<Self, Value> {
  <T extends object, K extends string>(
    target: T,
    key: K & FirstMistake<[CheckProperty<T, K>, CheckSelf<T, Self>, CheckAccepts<T, K, Value>]>,
  ): void;
}
