import type { Class } from '../dialog/class.js';
import { resolveClass } from '../decorators/class-ref.js';
import { readRecords } from '../decorators/read-records.js';
import type { Step } from '../dialog/step.js';

/**
 * The dialogs of an app: nobody lists them. They are what `@Subdialog`, `to`, `then`, `otherwise`, `choices` and `links` of
 * the controllers name, and of those dialogs in turn.
 *
 * @param controllers - as the app lists them
 * @returns each class with `@Dialog` once, the nearest first
 */
export function reachableDialogs(controllers: readonly Class[]): Class[] {
  const reached = new Set(controllers);
  // A set hands out what is added to it while it is walked.
  for (const target of reached) for (const dialog of dialogsOf(target)) reached.add(dialog);
  return [...reached].slice(new Set(controllers).size);
}

function dialogsOf(target: Class): Class[] {
  const { controller, dialog, methods, parameters } = readRecords(target);
  const options = [controller, dialog, ...methods].map((record) => record && 'options' in record && record.options);
  const injected = parameters.map(({ needs }) => (needs?.kind === 'dialog' ? needs.dialog : undefined));
  return [...options.flatMap(targetsIn), ...injected]
    .map((ref) => resolveClass(keyOf(ref)))
    .filter((found) => found !== undefined)
    .filter((found) => readRecords(found).dialog !== undefined);
}

/** Whatever stands where a target may; what is none is the compiler's affair. */
function targetsIn(options: unknown): unknown[] {
  const { to, then, otherwise, choices, links } = (options ?? {}) as Record<string, unknown>;
  const listed: unknown[] = Array.isArray(to) ? to : [];
  return [...listed, then, otherwise, ...Object.values(choices ?? {}), ...Object.values(links ?? {})];
}

/** The class behind `go(SignIn)`. */
function keyOf(target: unknown): unknown {
  const { destination } = (target ?? {}) as Partial<Step>;
  return destination?.kind === 'enter' ? destination.key : target;
}
