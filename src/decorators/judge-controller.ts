import type { Class } from '../call/class.js';
import type { CheckTargets } from './judge-step.js';

/** What `@AgiController` gives: a decorator for a class whose `start` and links name nodes of it. */
export interface ControllerDecorator<Targets> {
  <C extends Class>(target: C & CheckTargets<InstanceType<C>, Targets>): void;
}
