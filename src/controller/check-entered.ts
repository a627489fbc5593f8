import type { Class } from '../dialog/class.js';
import type { Destination } from '../dialog/step.js';
import type { ProblemList } from '../errors/problem-list.js';
import type { CompiledController } from './compile-controller.js';
import type { Pipeline } from '../pipeline/compiled-pipeline.js';
import { type Exit, exitsOf, guardAndFilterExitsFrom } from '../graph/exit.js';

/**
 * Looks at the ways that lead from one class to another for good: the app must have the class, and nobody waits there for the
 * value of a dialog.
 *
 * @param all - every controller and dialog of the app
 */
export function checkEntered(all: readonly CompiledController[], problems: ProblemList): void {
  const known = new Map<object, CompiledController>(all.map((compiled) => [compiled.controller, compiled]));
  for (const compiled of all) {
    for (const [key, from] of entriesOf(compiled)) {
      const where = `${compiled.name}.${from}`;
      const target = known.get(key);
      // The key of a way out of a flow is a class: compileTarget looked.
      if (target === undefined) problems.add('AGI_BOOT_CONTROLLER_NOT_LISTED', where, { target: (key as Class).name });
      else if (target !== compiled) checkNobodyWaits(target, where, problems);
    }
  }
}

/** As {@link checkEntered}, for what is bound to the app. */
export function checkEnteredAround(
  around: Pipeline,
  where: string,
  all: readonly CompiledController[],
  problems: ProblemList,
): void {
  for (const { destination } of guardAndFilterExitsFrom(where, around)) {
    if (destination.kind !== 'enter') continue;
    const target = all.find(({ controller }) => controller === destination.key);
    // compileTarget looked: it is a class.
    if (target === undefined)
      problems.add('AGI_BOOT_CONTROLLER_NOT_LISTED', where, { target: (destination.key as Class).name });
    else checkNobodyWaits(target, where, problems);
  }
}

/** Each class that a class leads to, once. */
function entriesOf({ flow }: CompiledController): ReadonlyMap<object, string> {
  return new Map(
    exitsOf(flow).flatMap(({ from, destination }) =>
      destination.kind === 'enter' ? [[destination.key, from] as const] : [],
    ),
  );
}

/** A dialog that begins again by itself is still the one that somebody runs. */
function checkNobodyWaits({ name, flow }: CompiledController, where: string, problems: ProblemList): void {
  const exits = exitsOf(flow);
  const finishing = exits.find(endsWith('finish'));
  const givingUp = exits.find(endsWith('giveUp'));
  if (finishing !== undefined) problems.add('AGI_BOOT_FINISH_TO_NOBODY', where, { dialog: name, from: finishing.from });
  else if (givingUp !== undefined)
    problems.add('AGI_BOOT_GIVE_UP_TO_NOBODY', where, { dialog: name, from: givingUp.from });
}

const endsWith =
  (kind: Destination['kind']) =>
  ({ destination }: Exit) =>
    destination.kind === kind;
