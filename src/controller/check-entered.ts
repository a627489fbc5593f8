import type { Class } from '../call/class.js';
import type { ProblemList } from './boot-problems.js';
import type { CompiledController } from './compile-controller.js';
import { edgesOf } from './flow-edges.js';

/** Finds the ways that lead to a controller which the app does not have. */
export function checkEntered(controllers: readonly CompiledController[], problems: ProblemList): void {
  const listed = new Set<object>(controllers.map(({ controller }) => controller));
  for (const { flow, name } of controllers) {
    const entered = new Map(
      edgesOf(flow).flatMap(({ from, destination }) =>
        destination.kind === 'enter' ? [[destination.key, from] as const] : [],
      ),
    );
    for (const [key, from] of entered) {
      // The key of a way out of a flow is a class: compileTarget looked.
      if (!listed.has(key))
        problems.add('AGI_BOOT_CONTROLLER_NOT_LISTED', `${name}.${from}`, { target: (key as Class).name });
    }
  }
}
