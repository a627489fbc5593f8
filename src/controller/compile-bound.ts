import type { BoundRecord } from '../decorators/records.js';
import type { GuardOptions } from '../decorators/guard.js';
import { readRecords } from '../decorators/read-records.js';
import type { Class } from '../dialog/class.js';
import type { Destination } from '../dialog/step.js';
import type { CompiledFilter, CompiledGuard, Pipeline } from '../pipeline/compiled-pipeline.js';
import { GUARD_OPTIONS } from './check-options.js';
import { checkOptionNames } from '../question/option-names.js';
import { compileReturned, compileTaken } from './compile-target.js';
import type { TargetScope } from './draft.js';
import { validPrompt } from '../question/valid-prompt.js';

/** Each kind of decorator, and the method by which what it binds is known. */
export const KINDS = {
  guard: { decorator: '@UseGuard', method: 'check' },
  interceptor: { decorator: '@UseInterceptor', method: 'intercept' },
  pipe: { decorator: '@UsePipe', method: 'transform' },
  filter: { decorator: '@UseFilter', method: 'catch' },
} as const satisfies Record<BoundRecord['kind'], object>;

/** A class, a handler, or the app. */
export interface BoundSite {
  /** For messages: `SalesController`, `SalesController.main`. */
  readonly where: string;
  /** Where a call begins that is let in; nothing for a handler. */
  readonly start?: string;
}

/**
 * What is bound at one place.
 *
 * @param bound - what stands there, in order
 */
export function compileBound(bound: readonly BoundRecord[], site: BoundSite, scope: TargetScope): Pipeline {
  const { where } = site;
  const right = bound.filter((record) => checkBy(record, where, scope));
  return {
    guards: right.flatMap((record) => (record.kind === 'guard' ? compileGuard(record, site, scope) : [])),
    interceptors: right.flatMap((record) => (record.kind === 'interceptor' ? [record.by] : [])),
    pipes: right.flatMap((record) => (record.kind === 'pipe' ? [record.by] : [])),
    filters: right.flatMap((record) => (record.kind === 'filter' ? compileFilter(record, where, scope) : [])),
  };
}

/** Where a class that is bound must come from the container. */
export interface BoundClass {
  readonly token: Class;
  /** `SalesController.main` */
  readonly where: string;
  /** `@UseGuard` */
  readonly user: string;
}

/** The classes among what is bound. */
export function boundClasses(bound: readonly BoundRecord[], where: string): BoundClass[] {
  return bound.flatMap(({ by, kind, member }) => {
    const place = member === undefined ? where : `${where}.${String(member)}`;
    return typeof by === 'function' ? [{ token: by, where: place, user: KINDS[kind].decorator }] : [];
  });
}

function checkBy({ by, kind }: BoundRecord, where: string, { problems }: TargetScope): boolean {
  const { decorator, method } = KINDS[kind];
  // The types allow nothing else; JavaScript, a cast and an import cycle do.
  const value: unknown = by;
  const object: unknown = typeof value === 'function' ? value.prototype : value;
  if (typeof object === 'object' && object !== null && typeof Reflect.get(object, method) === 'function') return true;
  problems.add('AGI_BOOT_BOUND', where, { decorator, value, method });
  return false;
}

function compileGuard(
  { by, options }: Extract<BoundRecord, { kind: 'guard' }>,
  site: BoundSite,
  scope: TargetScope,
): CompiledGuard[] {
  const { where } = site;
  if (!checkOptionNames(options, GUARD_OPTIONS, '@UseGuard', where, scope.problems)) return [];
  const { otherwise, say }: Partial<GuardOptions> = options;
  const destination = compileTaken(otherwise, { where, option: '"otherwise"' }, scope);
  const prompt = validPrompt(say, 'say', where, scope.problems);
  if (destination === undefined || !checkLeadsAway(destination, site, scope)) return [];
  return [{ name: nameOf(by), by, otherwise: destination, ...(prompt !== undefined && { say: prompt }) }];
}

/** At the door of a class there is no question to go back to, and its start is behind the door. */
function checkLeadsAway(destination: Destination, { where, start }: BoundSite, { problems }: TargetScope): boolean {
  if (start === undefined) return true;
  const { kind } = destination;
  if (kind !== 'repeat' && kind !== 'back' && !(kind === 'go' && destination.node === start)) return true;
  problems.add('AGI_BOOT_GUARD_LETS_IN', where, { step: kind === 'go' ? `"${start}"` : kind });
  return false;
}

function compileFilter(
  { by }: Extract<BoundRecord, { kind: 'filter' }>,
  where: string,
  scope: TargetScope,
): CompiledFilter[] {
  const name = nameOf(by);
  const target = typeof by === 'function' ? by : (by.constructor as Class); // what made an object is a class, or Object
  const { caught } = readRecords(target);
  if (caught === undefined || !Array.isArray(caught.options.to) || caught.options.to.length === 0) {
    scope.problems.add('AGI_BOOT_FILTER', where, { filter: name });
    return [];
  }
  const errors: readonly unknown[] = caught.errors;
  if (errors.some((error) => typeof error !== 'function')) {
    scope.problems.add('AGI_BOOT_CATCH', where, { filter: name });
    return [];
  }
  const site = { where: `${where} (${name})`, option: '"to" of @Catch' };
  const to = caught.options.to.flatMap((step: unknown) => {
    if (typeof step !== 'string') return compileReturned(step, site, scope) ?? [];
    scope.problems.add('AGI_BOOT_FILTER_TO_NODE', where, { filter: name, node: step });
    return [];
  });
  return [{ name, by, errors: caught.errors, to }];
}

/** What is bound, in messages: a class, or what made the object. */
function nameOf(by: object): string {
  if (typeof by === 'function') return by.name;
  const { name } = by.constructor;
  return name === 'Object' ? 'an object' : name;
}
