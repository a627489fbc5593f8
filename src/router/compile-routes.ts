import { printable } from '../errors/printable.js';
import { bySpecificity, readRoutePath, routeKey } from './route-path.js';
import type { CompiledRoute, Route } from './route.js';
import { Router } from './router.js';

/**
 * Reads and checks every path before the first call.
 *
 * @param routes - in any order; the same path for the same controller may come twice
 * @returns a router of the routes that are right, and a sentence for each that is not
 * @example
 * const { router, problems } = compileRoutes([{ path: '/sales/:queue', controller: SalesController }]);
 * router.match('sales/billing')?.params['queue']; // 'billing'
 */
export function compileRoutes<C extends { readonly name: string }>(
  routes: readonly Route<C>[],
): { readonly router: Router<C>; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const compiled = new Map<string, CompiledRoute<C>>();

  for (const { path, controller } of routes) {
    const read = readRoutePath(path);
    if (read.kind === 'problem') {
      problems.push(`${controller.name}: path ${quote(path)} ${read.problem}. [AGI_BOOT_ROUTE_PATH]`);
      continue;
    }
    const key = routeKey(read.segments);
    const other = compiled.get(key);
    if (other === undefined) compiled.set(key, { path, controller, segments: read.segments });
    else if (other.controller !== controller || other.path !== path)
      problems.push(conflict(other, { path, controller }));
  }

  const inOrder = [...compiled.values()].toSorted((a, b) => bySpecificity(a.segments, b.segments));
  return { router: new Router(inOrder), problems };
}

function conflict(first: Route<{ readonly name: string }>, second: Route<{ readonly name: string }>): string {
  const paths = `${quote(first.path)} and ${quote(second.path)}`;
  if (first.controller === second.controller) {
    return `Two paths of ${first.controller.name}, ${paths}, match the same scripts. Remove one of them. [AGI_BOOT_ROUTE_CONFLICT]`;
  }
  const what =
    first.path === second.path ? `both answer ${quote(first.path)}` : `answer ${paths}, which match the same scripts`;
  return `${first.controller.name} and ${second.controller.name} ${what}. Give one of them another path. [AGI_BOOT_ROUTE_CONFLICT]`;
}

function quote(path: string): string {
  return `"${printable(path)}"`;
}
