import 'reflect-metadata';
import type { Class } from '../dialog/class.js';
import type { BoundDeclaration, ClassRecords, MemberPlace, MethodDeclaration } from './records.js';
import { OffhookError } from '../errors/offhook-error.js';
import { printable } from '../errors/printable.js';
import { captureStack } from './source-place.js';

// This is the only file that touches Reflect: everything else reads plain records.

/** One key for every copy of this package that is loaded, so that each can read what the other wrote. */
const RECORDS = Symbol.for('offhook.records');

type Recorded = object & { [RECORDS]?: ClassRecords };

/**
 * The records of a class for a decorator to add to.
 *
 * @param target - what a decorator gets: the class, or its prototype
 */
export function recordsOf(target: object): ClassRecords {
  const owner: object = typeof target === 'function' ? target : target.constructor;
  const known = ownRecords(owner);
  if (known !== undefined) return known;
  const records: ClassRecords = { bound: [], methods: [], parameters: [], injected: [], inputs: [], fields: [] };
  Object.defineProperty(owner, RECORDS, { value: records });
  return records;
}

/** The records of a class itself, without its base classes; `undefined` when none of our decorators stands on it or in it. */
export const ownRecords = (target: Recorded): ClassRecords | undefined =>
  Object.hasOwn(target, RECORDS) ? target[RECORDS] : undefined;

/** Where a member decorator stands, from what it gets. */
export function memberPlaceOf(target: object, member: string | symbol | undefined): MemberPlace {
  refuseStandard(member);
  return { member, isStatic: member !== undefined && typeof target === 'function' };
}

/** A decorator that writes down what it was told of a class. */
export const classDecorator =
  (said: Partial<ClassRecords>) =>
  (target: Class, ...rest: readonly unknown[]): void => {
    refuseStandard(rest[0]);
    Object.assign(recordsOf(target), said, { writtenAt: captureStack() });
  };

/** The decorators of the standard get a context where TypeScript's own get a name, and cannot tell which class they are in. */
function refuseStandard(second: unknown): void {
  if (typeof second !== 'object' || second === null) return;
  const { kind = 'something', name = '' } = second as { readonly kind?: unknown; readonly name?: unknown };
  throw new OffhookError('AGI_STANDARD_DECORATORS', { on: `${printable(kind)} ${printable(name)}`.trim() });
}

/** Writes down what a method's decorator was told. */
export function recordMethod(target: object, member: string, said: MethodDeclaration): void {
  const place = memberPlaceOf(target, member);
  recordsOf(target).methods.push({ ...said, ...place, writtenAt: captureStack() });
}

/** Writes down what is bound to a class or a handler. Decorators run from the bottom up: what stands first comes last. */
export function recordBound(target: object, member: string | undefined, said: readonly BoundDeclaration[]): void {
  const place = memberPlaceOf(target, member);
  recordsOf(target).bound.unshift(...said.map((each) => ({ ...each, ...place })));
}

/** The class and its base classes, the most derived first. */
export function classAndBases(target: Class): Class[] {
  const lineage: Class[] = [];
  // Every prototype of a class is a class, up to Function.prototype, which is none.
  for (let c: unknown = target; typeof c === 'function' && c !== Function.prototype; c = Object.getPrototypeOf(c))
    lineage.push(c as Class);
  return lineage;
}

/**
 * The types that the compiler wrote down for a class's own constructor.
 *
 * @returns `undefined` when it wrote none: no decorator, no constructor of its own, or a compiler that does not
 */
export function constructorTypes(target: Class): readonly unknown[] | undefined {
  // Written by tsc and by Vite 8 under this key; always a list.
  return Reflect.getOwnMetadata('design:paramtypes', target) as unknown[] | undefined;
}

/**
 * The types that the compiler wrote down for a method's parameters.
 *
 * @returns `undefined` when it wrote none
 */
export function parameterTypes(prototype: object, member: string): readonly unknown[] | undefined {
  // Written by tsc and by Vite 8 under this key; always a list.
  return Reflect.getMetadata('design:paramtypes', prototype, member) as unknown[] | undefined;
}
