import type { Class } from '../../dialog/class.js';
import type { BootProblem } from '../../errors/catalogue/boot-problem.js';
import { BootError } from '../../errors/offhook-error.js';
import { AppPlaces } from './app-places.js';
import type { CompiledApp } from './compile-app.js';

/**
 * Ends a start that cannot go well.
 *
 * @throws BootError with every mistake and where it is written, when there are any
 */
export async function refuseMistakes(
  app: CompiledApp,
  problems: readonly BootProblem[],
  places = new AppPlaces(),
): Promise<void> {
  if (problems.length === 0) return;
  throw new BootError('AGI_BOOT', { problems: await places.ofProblems(problems, classesOf(app)) });
}

/** Everything in an app that a mistake may be in. */
export function classesOf({ classes, plan }: CompiledApp): ReadonlySet<Class> {
  const services = [...plan.bindings.values()].flatMap((binding) => (binding.kind === 'class' ? [binding.target] : []));
  return new Set([...classes.map(({ controller }) => controller), ...services]);
}
