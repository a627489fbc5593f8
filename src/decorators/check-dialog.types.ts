import type { Finish, NextStep } from '../dialog/step.js';
import type { Class } from '../dialog/class.js';
import type { Returned } from './method.js';
import type { FirstMistake, Mistake } from './mistake.js';

/** A class that is given an input. */
export type DialogWithInput = Class<{ readonly input: unknown }>;

/** What a dialog finishes with: whatever one of its methods does. */
export type ValueOf<D> = { [K in keyof D]: Finished<Returned<D[K]>> }[keyof D];
// Of `any` nobody knows.
type Finished<R> = 0 extends 1 & R ? never : R extends NextStep<Finish<infer Value>> ? Value : never;

/** Nobody waits for the value of a controller. */
export type CheckNeverFinishes<T> = [ValueOf<T>] extends [never]
  ? unknown
  : Mistake<'finish ends a dialog: put @Dialog on a class of its own, and run it with @Subdialog'>;

/** A property is set from outside and on an object. */
export type CheckProperty<T, K> = T extends Class
  ? Mistake<'must be a public instance property'>
  : K extends keyof T
    ? unknown
    : Mistake<'must be a public instance property'>;

type CheckInputName<K> = K extends 'input' ? unknown : Mistake<'the property must be called "input"'>;

/** What `@Input` gives: a decorator for the property `input`. */
export interface InputDecorator {
  <T extends object, K extends string>(
    target: T,
    key: K & FirstMistake<[CheckProperty<T, K>, CheckInputName<K>]>,
  ): void;
}
