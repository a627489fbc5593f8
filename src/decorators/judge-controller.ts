import type { Class } from '../dialog/class.js';
import type { CheckNeverFinishes } from './judge-dialog.js';
import type { CheckTargets } from './judge-step.js';
import type { FirstMistake } from './mistake.js';

/** What `@AgiController` gives: a decorator for a class whose `start` and links name nodes of it. */
export interface ControllerDecorator<Targets> {
  <C extends Class>(
    target: C & FirstMistake<[CheckTargets<InstanceType<C>, never, Targets>, CheckNeverFinishes<InstanceType<C>>]>,
  ): void;
}

/** What `@Dialog` gives: as for a controller, but a dialog may finish. */
export interface DialogDecorator<Targets> {
  <C extends Class>(target: C & CheckTargets<InstanceType<C>, never, Targets>): void;
}
