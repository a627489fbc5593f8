import type { finish, leave, NextStep } from '../dialog/step.js';
import type { Class } from '../dialog/class.js';

/**
 * Where a call can go: the name of a `@Menu`, `@Ask` or `@Step` method, another controller or dialog (or a function that
 * gives it, for import cycles), a step such as `hangUp` or `back`, or `leave` and `finish` themselves for every place and
 * value.
 */
export type Target = string | Class | (() => Class) | NextStep | typeof leave | typeof finish;
