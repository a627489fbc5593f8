import type { AgiControllerOptions } from '../decorators/class-options.js';
import { dependenciesOf } from '../decorators/dependencies.js';
import type { ControllerRecord, MemberPlace } from '../decorators/records.js';
import type { Route, RouteCondition } from '../decorators/route-entry.js';
import type { Class } from '../dialog/class.js';
import type { Token } from '../dialog/token.js';
import { OPTIONS_OF_CLASS, ROUTE_OPTIONS } from './check-options.js';
import { checkOptionNames } from '../question/option-names.js';
import { type Draft, recordsOfKind, type Role } from './draft.js';
import { wholeNumberProblem } from '../core/whole-number.js';

const DECORATOR_OF: Readonly<Record<Role, string>> = {
  controller: '@AgiController',
  screening: '@Screening',
  dialog: '@Dialog',
};
/** Nothing in it means anything to Dial's options, the dialplan or the router. */
const PLAIN_PATH = /^(?:\/[\w.-]+)+$/;

/** Where a controller answers. */
export interface ControllerRoute {
  readonly path: string | RegExp;
  readonly when: RouteCondition;
}

/** Looks at where a controller answers. What a path or a condition may look like is the router's affair. */
export function checkRoutes({ entries }: ControllerRecord, { name, problems }: Draft): ControllerRoute[] {
  const written: readonly unknown[] = entries.length > 0 ? entries : [undefined];
  return written.flatMap((entry) => {
    if (isPath(entry)) return [{ path: entry, when: {} }];
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
      problems.add('AGI_BOOT_PATH', name, { path: entry });
      return [];
    }
    if (!checkOptionNames(entry, ROUTE_OPTIONS, 'a route of @AgiController', name, problems)) return [];
    const { path = '*', ...when }: Route = entry;
    if (isPath(path)) return [{ path, when }];
    problems.add('AGI_BOOT_PATH', name, { path });
    return [];
  });
}

const isPath = (path: unknown): path is string | RegExp => typeof path === 'string' || path instanceof RegExp;

/** Dial gives the path of a screening to the dialplan, which calls it. */
export function checkScreeningPath(routes: readonly ControllerRoute[], { name, problems }: Draft): void {
  for (const { path } of routes)
    if (!PLAIN_PATH.test(String(path))) problems.add('AGI_BOOT_SCREENING_PATH', name, { path: String(path) });
}

/** Looks at what the decorator of a class takes. */
export function checkOptions(options: AgiControllerOptions, { name, role, problems }: Draft): AgiControllerOptions {
  if (!checkOptionNames(options, OPTIONS_OF_CLASS[role], DECORATOR_OF[role], name, problems)) return {};
  const { maxCalls: value } = options;
  const problem = value === undefined ? undefined : wholeNumberProblem(value, 1);
  if (problem !== undefined) problems.add('AGI_BOOT_OPTION', name, { option: 'maxCalls', value, problem });
  const { answer } = options;
  if (answer !== undefined && typeof answer !== 'boolean')
    problems.add('AGI_BOOT_OPTION', name, { option: 'answer', value: answer, problem: 'true or false is needed' });
  return options;
}

/** A call comes in to a controller; a dialog is entered. */
export function checkFirst(draft: Draft): void {
  for (const { kind, member } of recordsOfKind(draft, draft.role === 'dialog' ? 'OnCall' : 'OnEnter'))
    draft.problems.add('AGI_BOOT_WRONG_FIRST', `${draft.name}.${member}`, { decorator: `@${kind}` });
}

/** Looks at where `@Input` stands. */
export function checkInputs(inputs: readonly MemberPlace[], { name, role, problems }: Draft): void {
  for (const { member, isStatic } of inputs) {
    const where = `${name}.${String(member)}`;
    if (role !== 'dialog') problems.add('AGI_BOOT_INPUT', where);
    else if (isStatic || member !== 'input') problems.add('AGI_BOOT_INPUT_NAME', where);
  }
}

/** What the constructor of a class wants, in order. */
export function checkConstructor(target: Class, { name, problems }: Draft): Token<unknown>[] {
  return dependenciesOf(target).flatMap((dependency) => {
    if (dependency.kind === 'token') return [dependency.token];
    problems.add('AGI_BOOT_TYPE_MISSING', name, { parameter: dependency.index, ...dependency.why });
    return [];
  });
}
