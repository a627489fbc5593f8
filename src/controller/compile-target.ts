import { isClass, resolveClass } from '../decorators/class-ref.js';
import { readRecords } from '../decorators/read-records.js';
import type { DeclaredStep } from '../dialog/call-flow.js';
import { type Destination, finish, hangUp, leave, type NextStep } from '../dialog/step.js';
import { whichIsMeant } from '../errors/did-you-mean.js';
import { methodOf, type TargetScope } from './draft.js';

/** Where a target was written. */
export interface TargetSite {
  readonly where: string;
  /** In words: `"next"`, `choice "3"`. */
  readonly option: string;
  /** The keys, for a choice. */
  readonly keys?: string;
  /** Whether a question is open there, to listen for another entry. */
  readonly mayListen?: boolean;
}

/**
 * What a handler may return, from what was written in `to`.
 *
 * @returns `undefined` when it leads nowhere; `scope.problems` has the mistake then
 */
export function compileReturned(value: unknown, site: TargetSite, scope: TargetScope): DeclaredStep | undefined {
  const declared = compileTarget(value, site, scope);
  if (declared === undefined || !checkStep(declared.destination, site, scope)) return undefined;
  return declared;
}

/**
 * Where a call goes without code, from what was written in `next`, `otherwise`, `choices` or `links`.
 *
 * @returns `undefined` when it leads nowhere; `scope.problems` has the mistake then
 */
export function compileTaken(value: unknown, site: TargetSite, scope: TargetScope): Destination | undefined {
  const destination = compileReturned(value, site, scope)?.destination;
  const { where, option } = site;
  if (destination?.kind === 'finish') {
    scope.problems.add('AGI_BOOT_FINISH_WITHOUT_CODE', where, { option });
    return undefined;
  }
  if (destination?.kind !== 'enter' || 'input' in destination) return destination;
  // A class: compileTarget looked.
  const dialog = resolveClass(destination.key);
  if (dialog === undefined || readRecords(dialog).inputs.length === 0) return destination;
  scope.problems.add('AGI_BOOT_INPUT_MISSING', where, { option, dialog: dialog.name });
  return undefined;
}

/** Looks whether a step means anything there. */
function checkStep(
  { kind }: Destination,
  { where, option, mayListen = false }: TargetSite,
  scope: TargetScope,
): boolean {
  if (kind === 'finish' && scope.role !== 'dialog') scope.problems.add('AGI_BOOT_FINISH', where, { option });
  else if ((kind === 'accept' || kind === 'reject') && scope.role !== 'screening')
    scope.problems.add('AGI_BOOT_ACCEPT', where, { option, step: kind });
  else if (kind === 'keepListening' && !mayListen) scope.problems.add('AGI_BOOT_LISTEN', where, { option });
  else return true;
  return false;
}

function compileTarget(value: unknown, site: TargetSite, scope: TargetScope): DeclaredStep | undefined {
  if (typeof value === 'string') return compileNode(value, site, scope);
  if (value === leave) return { destination: { kind: 'leave', place: undefined }, any: true };
  if (value === finish) return { destination: { kind: 'finish', value: undefined }, any: true };
  if (isStep(value)) return compileStepTarget(value, site, scope);
  if (typeof value === 'function') return compileClass(value, site, scope);
  scope.problems.add('AGI_BOOT_TARGET', site.where, { option: site.option, value });
  return undefined;
}

function compileStepTarget(step: NextStep, site: TargetSite, scope: TargetScope): DeclaredStep | undefined {
  const { destination } = step;
  if (destination.kind === 'go') return compileNode(destination.node, site, scope);
  if (destination.kind === 'enter') {
    return compileClass(destination.key, site, scope) && { destination, any: false };
  }
  // One value stands for all of them, as `hangUp` does for every cause.
  return { destination, any: step === hangUp || destination.kind === 'finish' };
}

function compileNode(node: string, { where, option, keys }: TargetSite, scope: TargetScope): DeclaredStep | undefined {
  if (scope.nodes.includes(node)) return { destination: { kind: 'go', node }, any: false };
  if (typeof methodOf(scope.prototype, node) === 'function' && node !== 'constructor') {
    const decorators = scope.records.filter(({ member }) => member === node).map(({ kind }) => `@${kind}`);
    scope.problems.add('AGI_BOOT_UNDECORATED_TARGET', where, { option, node, decorators });
  } else {
    const hint = whichIsMeant(node, scope.nodes);
    if (keys === undefined) scope.problems.add('AGI_BOOT_UNKNOWN_TARGET', where, { option, node, hint });
    else scope.problems.add('AGI_BOOT_UNKNOWN_CHOICE', where, { keys, node, hint });
  }
  return undefined;
}

function compileClass(ref: unknown, { where, option }: TargetSite, scope: TargetScope): DeclaredStep | undefined {
  const found = resolveClass(ref);
  const { controller, dialog } = found === undefined ? {} : readRecords(found);
  if (found !== undefined && (controller !== undefined || dialog !== undefined))
    return { destination: { kind: 'enter', key: found }, any: false };
  scope.problems.add('AGI_BOOT_TARGET_CLASS', where, { option, value: isClass(ref) ? ref : found });
  return undefined;
}

// A step is an object, or hangUp, which can be called as well.
const isStep = (value: unknown): value is NextStep =>
  (typeof value === 'object' || typeof value === 'function') && value !== null && 'destination' in value;
