import type { Class } from '../dialog/class.js';

/** A class that the container builds, listed among the providers; or something that is ready. */
export type Bound<T> = Class<T> | T;

/** A decorator of a class, or of a handler. */
export interface BoundDecorator {
  (target: object, key?: string, handler?: PropertyDescriptor): void;
}
