import { isClass, resolveClass } from '../decorators/class-ref.js';
import { readRecords } from '../decorators/read-records.js';
import type { DeclaredStep } from '../dialog/call-flow.js';
import { type Destination, finish, hangUp, leave, type NextStep } from '../dialog/step.js';
import { whichIsMeant } from '../errors/did-you-mean.js';
import { type Draft, methodOf } from './draft.js';

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
 * @returns `undefined` when it leads nowhere; the draft has the mistake then
 */
export function compileReturned(value: unknown, site: TargetSite, draft: Draft): DeclaredStep | undefined {
  const declared = compileTarget(value, site, draft);
  if (declared === undefined || !checkStep(declared.destination, site, draft)) return undefined;
  return declared;
}

/**
 * Where a call goes without code, from what was written in `next`, `otherwise`, `choices` or `links`.
 *
 * @returns `undefined` when it leads nowhere; the draft has the mistake then
 */
export function compileTaken(value: unknown, site: TargetSite, draft: Draft): Destination | undefined {
  const destination = compileReturned(value, site, draft)?.destination;
  const { where, option } = site;
  if (destination?.kind === 'finish') {
    draft.problems.add('AGI_BOOT_FINISH_WITHOUT_CODE', where, { option });
    return undefined;
  }
  if (destination?.kind !== 'enter' || 'input' in destination) return destination;
  // A class: compileTarget looked.
  const dialog = resolveClass(destination.key);
  if (dialog === undefined || readRecords(dialog).inputs.length === 0) return destination;
  draft.problems.add('AGI_BOOT_INPUT_MISSING', where, { option, dialog: dialog.name });
  return undefined;
}

/** Looks whether a step means anything there. */
function checkStep({ kind }: Destination, { where, option, mayListen = false }: TargetSite, draft: Draft): boolean {
  if (kind === 'finish' && draft.role !== 'dialog') draft.problems.add('AGI_BOOT_FINISH', where, { option });
  else if ((kind === 'accept' || kind === 'reject') && draft.role !== 'screening')
    draft.problems.add('AGI_BOOT_ACCEPT', where, { option, step: kind });
  else if (kind === 'keepListening' && !mayListen) draft.problems.add('AGI_BOOT_LISTEN', where, { option });
  else return true;
  return false;
}

function compileTarget(value: unknown, site: TargetSite, draft: Draft): DeclaredStep | undefined {
  if (typeof value === 'string') return compileNode(value, site, draft);
  if (value === leave) return { destination: { kind: 'leave', place: undefined }, any: true };
  if (value === finish) return { destination: { kind: 'finish', value: undefined }, any: true };
  if (isStep(value)) return compileStepTarget(value, site, draft);
  if (typeof value === 'function') return compileClass(value, site, draft);
  draft.problems.add('AGI_BOOT_TARGET', site.where, { option: site.option, value });
  return undefined;
}

function compileStepTarget(step: NextStep, site: TargetSite, draft: Draft): DeclaredStep | undefined {
  const { destination } = step;
  if (destination.kind === 'go') return compileNode(destination.node, site, draft);
  if (destination.kind === 'enter') {
    return compileClass(destination.key, site, draft) && { destination, any: false };
  }
  // One value stands for all of them, as `hangUp` does for every cause.
  return { destination, any: step === hangUp || destination.kind === 'finish' };
}

function compileNode(node: string, { where, option, keys }: TargetSite, draft: Draft): DeclaredStep | undefined {
  if (draft.nodes.includes(node)) return { destination: { kind: 'go', node }, any: false };
  if (typeof methodOf(draft.prototype, node) === 'function' && node !== 'constructor') {
    const decorators = draft.records.filter(({ member }) => member === node).map(({ kind }) => `@${kind}`);
    draft.problems.add('AGI_BOOT_UNDECORATED_TARGET', where, { option, node, decorators });
  } else {
    const hint = whichIsMeant(node, draft.nodes);
    if (keys === undefined) draft.problems.add('AGI_BOOT_UNKNOWN_TARGET', where, { option, node, hint });
    else draft.problems.add('AGI_BOOT_UNKNOWN_CHOICE', where, { keys, node, hint });
  }
  return undefined;
}

function compileClass(ref: unknown, { where, option }: TargetSite, draft: Draft): DeclaredStep | undefined {
  const found = resolveClass(ref);
  const { controller, dialog } = found === undefined ? {} : readRecords(found);
  if (found !== undefined && (controller !== undefined || dialog !== undefined))
    return { destination: { kind: 'enter', key: found }, any: false };
  draft.problems.add('AGI_BOOT_TARGET_CLASS', where, { option, value: isClass(ref) ? ref : found });
  return undefined;
}

// A step is an object, or hangUp, which can be called as well.
const isStep = (value: unknown): value is NextStep =>
  (typeof value === 'object' || typeof value === 'function') && value !== null && 'destination' in value;
