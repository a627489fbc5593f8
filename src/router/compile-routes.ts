import type { BootProblem } from '../errors/catalogue/boot-problem.js';
import { ProblemList } from '../errors/problem-list.js';
import { inMatchOrder } from './match-order.js';
import { readConditions } from './route-condition.js';
import { readRoutePath, routeKey } from './route-path.js';
import type { CompiledRoute, RouteDefinition } from './route.js';
import { Router } from './router.js';

/** What came of reading the routes of an app. */
export interface CompiledRoutes<C extends Named> {
  readonly router: Router<C>;
  readonly problems: readonly BootProblem[];
  /** Two routes that may both want a call, and neither says more. */
  readonly warnings: readonly BootProblem[];
}

interface Named {
  readonly name: string;
}

/**
 * Reads and checks every path before the first call.
 *
 * @param routes - in any order; the same path for the same controller may come twice
 * @returns a router of the routes that are right, what is wrong with the others, and a warning for each that another may hide
 * @example
 * const { router, problems } = compileRoutes([{ path: '/sales/:queue', controller: SalesController }]);
 * router.match('sales/billing')?.params['queue']; // 'billing'
 */
export function compileRoutes<C extends Named>(routes: readonly RouteDefinition<C>[]): CompiledRoutes<C> {
  const problems = new ProblemList();
  const warnings = new ProblemList();
  const byPath = new Map<string, CompiledRoute<C>[]>();

  for (const route of routes) {
    const read = readRoute(route, problems);
    if (read === undefined) continue;
    const same = byPath.get(keyOf(read)) ?? [];
    const other = same.find((each) => conditionsOf(each) === conditionsOf(read));
    if (other !== undefined) {
      if (other.controller !== read.controller || other.pattern !== read.pattern) addConflict(other, read, problems);
      continue;
    }
    for (const first of same) if (mayHide(first, read)) addShadow(first, read, warnings);
    byPath.set(keyOf(read), [...same, read]);
  }
  return {
    router: new Router(inMatchOrder([...byPath.values()].flat())),
    problems: problems.found,
    warnings: warnings.found,
  };
}

function readRoute<C extends Named>(
  { path, controller, when = {} }: RouteDefinition<C>,
  problems: ProblemList,
): CompiledRoute<C> | undefined {
  const pattern = String(path);
  const conditions = readConditions(when);
  const wrong = conditions.find((condition) => typeof condition === 'string');
  if (wrong !== undefined) {
    problems.add('AGI_BOOT_ROUTE_CONDITION', controller.name, { path: pattern, problem: wrong });
    return undefined;
  }
  const right = conditions.filter((condition) => typeof condition !== 'string');
  const shared = { pattern, controller, conditions: right };
  // Its state would remember the last call.
  if (path instanceof RegExp)
    return { ...shared, kind: 'expression', expression: new RegExp(path.source, stateless(path)) };
  const read = readRoutePath(path);
  if (read.kind === 'path') return { ...shared, kind: 'path', segments: read.segments };
  problems.add('AGI_BOOT_ROUTE_PATH', controller.name, { path: pattern, problem: read.problem });
  return undefined;
}

const stateless = ({ flags }: RegExp) => flags.replaceAll(/[gy]/g, '');

const keyOf = (route: CompiledRoute<unknown>) =>
  route.kind === 'path' ? routeKey(route.segments) : String(route.expression);

const conditionsOf = ({ conditions }: CompiledRoute<unknown>) => conditions.map(({ text }) => text).join(' and ');

/** Whether both may want the same call, and neither says more: then the one that is listed first has it. */
function mayHide(first: CompiledRoute<unknown>, second: CompiledRoute<unknown>): boolean {
  if (first.conditions.length !== second.conditions.length) return false;
  return !first.conditions.some(({ fact, values }) => {
    const other = second.conditions.find((condition) => condition.fact === fact);
    return (
      values !== undefined && other?.values !== undefined && !values.some((value) => other.values?.includes(value))
    );
  });
}

function addShadow(first: CompiledRoute<Named>, second: CompiledRoute<Named>, warnings: ProblemList): void {
  warnings.add('AGI_BOOT_ROUTE_SHADOWED', second.controller.name, {
    path: second.pattern,
    when: conditionsOf(second),
    other: first.controller.name,
    otherWhen: conditionsOf(first),
  });
}

function addConflict(first: CompiledRoute<Named>, second: CompiledRoute<Named>, problems: ProblemList): void {
  problems.add('AGI_BOOT_ROUTE_CONFLICT', second.controller.name, {
    path: second.pattern,
    when: conditionsOf(second),
    other: first.controller === second.controller ? 'the same class' : first.controller.name,
    otherPath: first.pattern,
  });
}
