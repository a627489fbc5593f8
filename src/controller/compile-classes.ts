import type { Class } from '../dialog/class.js';
import type { DialogDefaults } from '../dialog/question-options.js';
import type { Destination } from '../dialog/step.js';
import { exitsOf, guardAndFilterExitsFrom } from '../graph/exit.js';
import { readRecords } from '../decorators/read-records.js';
import type { AppDefaults } from './compile-app-defaults.js';
import { type Compilation, compileController, compileDialog } from './compile-controller.js';

/**
 * Compiles the controllers of an app and its dialogs. Nobody lists those: they are where the ways of the controllers, of what
 * is bound to them and of the app lead, what `@Subdialog` names, and the dialogs of those dialogs.
 *
 * @param controllers - as the app lists them
 * @param defaults - the app's, already checked with `checkDefaults`
 * @param app - what else the app says for all its classes
 * @returns the controllers in order, then the dialogs, the nearest first
 */
export function compileClasses(
  controllers: readonly Class[],
  defaults: DialogDefaults,
  app: AppDefaults,
): readonly Compilation[] {
  const compilations = controllers.map((controller) => compileController(controller, defaults, app));
  const known = new Set(controllers);
  const compileNew = (found: readonly Class[]) => {
    for (const dialog of found) {
      if (known.has(dialog) || readRecords(dialog).dialog === undefined) continue;
      known.add(dialog);
      compilations.push(compileDialog(dialog, defaults, app));
    }
  };
  compileNew(classesIn(destinationsOfApp(app)));
  // Grows while it is walked.
  for (const { compiled } of compilations) {
    const left = exitsOf(compiled.flow).map(({ destination }) => destination);
    compileNew([...classesIn(left), ...compiled.subdialogs.map(({ dialog }) => dialog)]);
  }
  return compilations;
}

/** The key of a way out of a flow is a class: compileTarget looked. */
const classesIn = (destinations: readonly Destination[]) =>
  destinations.flatMap((destination) => (destination.kind === 'enter' ? [destination.key as Class] : []));

function destinationsOfApp({ links, otherwise, around }: AppDefaults): Destination[] {
  return [
    ...links.flatMap(({ action }) => (action.kind === 'take' ? [action.destination] : [])),
    ...(otherwise === undefined ? [] : [otherwise]),
    ...guardAndFilterExitsFrom('', around).map(({ destination }) => destination),
  ];
}
