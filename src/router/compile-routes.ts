import { printable } from '../errors/printable.js';
import { inMatchOrder } from './match-order.js';
import { readConditions } from './route-condition.js';
import { readRoutePath, routeKey } from './route-path.js';
import type { CompiledRoute, RouteDefinition } from './route.js';
import { Router } from './router.js';

interface Named {
  readonly name: string;
}

/**
 * Reads and checks every path before the first call.
 *
 * @param routes - in any order; the same path for the same controller may come twice
 * @returns a router of the routes that are right, a sentence for each that is not, and one for each that another may hide
 * @example
 * const { router, problems } = compileRoutes([{ path: '/sales/:queue', controller: SalesController }]);
 * router.match('sales/billing')?.params['queue']; // 'billing'
 */
export function compileRoutes<C extends Named>(
  routes: readonly RouteDefinition<C>[],
): { readonly router: Router<C>; readonly problems: readonly string[]; readonly warnings: readonly string[] } {
  const problems: string[] = [];
  const warnings: string[] = [];
  const byPath = new Map<string, CompiledRoute<C>[]>();

  for (const route of routes) {
    const read = readRoute(route);
    if (typeof read === 'string') {
      problems.push(read);
      continue;
    }
    const same = byPath.get(keyOf(read)) ?? [];
    const other = same.find((each) => conditionsOf(each) === conditionsOf(read));
    if (other !== undefined) {
      if (other.controller !== read.controller || other.pattern !== read.pattern) problems.push(conflict(other, read));
      continue;
    }
    warnings.push(...same.filter((each) => mayHide(each, read)).map((each) => overlap(each, read)));
    byPath.set(keyOf(read), [...same, read]);
  }
  return { router: new Router(inMatchOrder([...byPath.values()].flat())), problems, warnings };
}

function readRoute<C extends Named>({ path, controller, when = {} }: RouteDefinition<C>): CompiledRoute<C> | string {
  const conditions = readConditions(when);
  const wrong = conditions.find((condition) => typeof condition === 'string');
  if (wrong !== undefined) return `${controller.name}: path ${quote(path)}: ${wrong}. [AGI_BOOT_ROUTE_CONDITION]`;
  const right = conditions.filter((condition) => typeof condition !== 'string');
  const shared = { pattern: String(path), controller, conditions: right };
  // Its state would remember the last call.
  if (path instanceof RegExp)
    return { ...shared, kind: 'expression', expression: new RegExp(path.source, stateless(path)) };
  const read = readRoutePath(path);
  if (read.kind === 'problem') return `${controller.name}: path ${quote(path)} ${read.problem}. [AGI_BOOT_ROUTE_PATH]`;
  return { ...shared, kind: 'path', segments: read.segments };
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

function overlap(first: CompiledRoute<Named>, second: CompiledRoute<Named>): string {
  const [one, two] = [first, second].map((route) => `${route.controller.name} (${conditionsOf(route)})`);
  return `${one} and ${two} may both want a call of ${quote(first.pattern)}; the first has it. List first the one that is to have it, or say more in its condition. [AGI_BOOT_ROUTE_SHADOWED]`;
}

function conflict(first: CompiledRoute<Named>, second: CompiledRoute<Named>): string {
  const when = conditionsOf(first) === '' ? '' : ` (${conditionsOf(first)})`;
  const paths = `${quote(first.pattern)} and ${quote(second.pattern)}`;
  if (first.controller === second.controller) {
    return `Two paths of ${first.controller.name}, ${paths}${when}, match the same scripts. Remove one of them. [AGI_BOOT_ROUTE_CONFLICT]`;
  }
  const what =
    first.pattern === second.pattern
      ? `both answer ${quote(first.pattern)}${when}`
      : `answer ${paths}${when}, which match the same scripts`;
  return `${first.controller.name} and ${second.controller.name} ${what}. Give one of them another path. [AGI_BOOT_ROUTE_CONFLICT]`;
}

function quote(path: string | RegExp): string {
  return `"${printable(path)}"`;
}
