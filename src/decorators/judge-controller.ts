import type { Class } from '../dialog/class.js';
import type { CheckNeverFinishes } from './judge-dialog.js';
import type { CheckSelf } from './judge-question.js';
import type { CheckTargets } from './judge-step.js';
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
