import type { Class } from '../call/class.js';
import { readRecords } from '../decorators/read-records.js';
import type { Declared } from '../dialog/call-flow.js';
import { hangUp, leave, type Step } from '../dialog/step.js';
import { didYouMean } from '../errors/did-you-mean.js';
import { type Draft, methodOf } from './draft.js';

/** Where a target was written. */
export interface TargetSite {
  readonly where: string;
  /** In words: `"then"`, `choice "3"`. */
  readonly option: string;
  /** The keys, for a choice. */
  readonly keys?: string;
}

/**
 * Turns what was written in `to`, `then`, `otherwise`, `choices` or `links` into a destination.
 *
 * @returns `undefined` when it leads nowhere; the draft has the mistake then
 */
export function compileTarget(value: unknown, site: TargetSite, draft: Draft): Declared | undefined {
  if (typeof value === 'string') return compileNode(value, site, draft);
  if (value === leave) return { destination: { kind: 'leave', place: undefined }, any: true };
  if (isClass(value)) return compileClass(value, site, draft);
  if (isStep(value)) return compileStepTarget(value, site, draft);
  if (typeof value === 'function') return compileClass(given(value as () => unknown), site, draft);
  draft.problems.add('AGI_BOOT_TARGET', site.where, { option: site.option, value });
  return undefined;
}

function compileStepTarget(step: Step, site: TargetSite, draft: Draft): Declared | undefined {
  const { destination } = step;
  if (destination.kind === 'go') return compileNode(destination.node, site, draft);
  if (destination.kind === 'enter') return compileClass(destination.key, site, draft);
  return { destination, any: step === hangUp };
}

function compileNode(node: string, { where, option, keys }: TargetSite, draft: Draft): Declared | undefined {
  if (draft.nodes.includes(node)) return { destination: { kind: 'go', node }, any: false };
  if (typeof methodOf(draft.prototype, node) === 'function' && node !== 'constructor') {
    const decorators = draft.records.filter(({ member }) => member === node).map(({ kind }) => `@${kind}`);
    draft.problems.add('AGI_BOOT_UNDECORATED_TARGET', where, { option, node, decorators });
  } else {
    const hint = didYouMean(node, draft.nodes);
    if (keys === undefined) draft.problems.add('AGI_BOOT_UNKNOWN_TARGET', where, { option, node, hint });
    else draft.problems.add('AGI_BOOT_UNKNOWN_CHOICE', where, { keys, node, hint });
  }
  return undefined;
}

function compileClass(value: unknown, { where, option }: TargetSite, draft: Draft): Declared | undefined {
  const isController = isClass(value) && readRecords(value).controller !== undefined;
  if (isController) return { destination: { kind: 'enter', key: value }, any: false };
  draft.problems.add('AGI_BOOT_TARGET_CLASS', where, { option, value });
  return undefined;
}

// Arrow functions have no prototype: they give a class, where classes import each other in a circle.
const isClass = (value: unknown): value is Class => typeof value === 'function' && value.prototype !== undefined;

// A step is an object, or hangUp, which can be called as well.
const isStep = (value: unknown): value is Step =>
  (typeof value === 'object' || typeof value === 'function') && value !== null && 'destination' in value;

function given(thunk: () => unknown): unknown {
  try {
    return thunk();
  } catch {
    return undefined;
  }
}
