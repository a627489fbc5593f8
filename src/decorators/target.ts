import type { leave, Step } from '../dialog/step.js';
import type { Class } from '../call/class.js';

/**
 * Where a call can go without code: the name of a `@Menu` or `@Step` method, another controller (or a function that gives
 * it, for import cycles), a step such as `hangUp`, or `leave` itself for every place.
 */
export type Target = string | Class | (() => Class) | Step | typeof leave;
