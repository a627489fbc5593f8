import type { Class } from '../dialog/class.js';
import { resolveClass } from '../decorators/class-ref.js';
import { readRecords } from '../decorators/read-records.js';
import type { BoundRecord } from '../decorators/records.js';
import type { Step } from '../dialog/step.js';

/**
 * The dialogs of an app: nobody lists them. They are what `@Subdialog`, `to`, `then`, `otherwise`, `choices` and `links` of
 * the controllers, their guards and their filters name, and of those dialogs in turn.
 *
 * @param controllers - as the app lists them
 * @param around - what is bound to the app
 * @param app - what else the app says: its `links` and `otherwise`
 * @returns each class with `@Dialog` once, the nearest first
 */
export function reachableDialogs(
  controllers: readonly Class[],
  around: readonly BoundRecord[] = [],
  app: object = {},
): Class[] {
  const reached = new Set([...controllers, ...dialogsAmong([...around.flatMap(targetsOfBound), ...targetsIn(app)])]);
  // A set hands out what is added to it while it is walked.
  for (const target of reached) for (const dialog of dialogsOf(target)) reached.add(dialog);
  const listed = new Set(controllers);
  return [...reached].filter((target) => !listed.has(target));
}

function dialogsOf(target: Class): Class[] {
  const { controller, dialog, methods, parameters, bound } = readRecords(target);
  const options = [controller, dialog, ...methods].map((record) => record && 'options' in record && record.options);
  const injected = parameters.map(({ needs }) => (needs?.kind === 'dialog' ? needs.dialog : undefined));
  return dialogsAmong([...options.flatMap(targetsIn), ...injected, ...bound.flatMap(targetsOfBound)]);
}

function dialogsAmong(targets: readonly unknown[]): Class[] {
  return targets
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

/** Where a guard or a filter leads. */
function targetsOfBound(record: BoundRecord): unknown[] {
  if (record.kind === 'guard') return targetsIn(record.options);
  const { by } = record;
  return record.kind === 'filter' && typeof by === 'function' ? targetsIn(readRecords(by).caught?.options) : [];
}

/** The class behind `go(SignIn)`. */
function keyOf(target: unknown): unknown {
  const { destination } = (target ?? {}) as Partial<Step>;
  return destination?.kind === 'enter' ? destination.key : target;
}
