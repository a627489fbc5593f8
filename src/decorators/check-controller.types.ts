import type { Class } from '../dialog/class.js';
import type { CheckNeverFinishes } from './check-dialog.types.js';
import type { CheckSelf } from './check-question.types.js';
import type { CheckTargets } from './check-step.types.js';
import type { FirstMistake } from './mistake.js';

/** What `@AgiController` gives: a decorator for a class whose `start` and links name nodes of it. */
export interface ControllerDecorator<Targets, Self> {
  <C extends Class>(
    target: C &
      FirstMistake<
        [
          CheckTargets<InstanceType<C>, never, Targets>,
          CheckSelf<InstanceType<C>, Self>,
          CheckNeverFinishes<InstanceType<C>>,
        ]
      >,
  ): void;
}

/** What `@Dialog` gives: as for a controller, but a dialog may finish. */
export interface DialogDecorator<Targets, Self> {
  <C extends Class>(
    target: C & FirstMistake<[CheckTargets<InstanceType<C>, never, Targets>, CheckSelf<InstanceType<C>, Self>]>,
  ): void;
}
