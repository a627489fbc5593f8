import type { AgiControllerOptions, Links } from './class-options.js';
import type { ControllerDecorator } from './check-controller.types.js';
import { classDecorator } from './metadata.js';
import type { RouteEntry } from './route-entry.js';
import type { Target } from './target.js';

/**
 * Answers the calls of a path: `AGI(agi://host/sales)` in the dialplan builds the class for that call and runs it.
 *
 * @param path - one or several: `/sales`; `/orders/:number`, where `:number` takes one part; `/team/*`, where `*` takes the
 *   rest; `*` alone for what no other path takes; a regular expression; or `{ path, calledNumber, context, extension, host,
 *   language }`, which takes only such calls: see {@link RouteEntry}. Of several that fit, the most specific path answers, then
 *   expressions, then `*`; of one path the entry with more conditions
 * @param options - `start`, `links`, `defaults`, `otherwise`, `maxCalls`, `answer`
 * @example
 * @AgiController('/sales', { links: { '0': 'operator' }, defaults: { timeoutMs: 7_000 } })
 * class SalesController {
 *   @Menu({ choices: { '1': 'operator' }, otherwise: 'operator' })
 *   main() { return menu('sales/welcome'); }
 *
 *   @Step({ next: hangUp })
 *   async operator() {}
 * }
 */
export function AgiController<
  Self,
  const Start extends string = never,
  const L extends Links = {},
  const Otherwise extends Target = never,
>(
  path: RouteEntry | readonly RouteEntry[],
  options: AgiControllerOptions<Start, L, Otherwise, Self> = {},
): ControllerDecorator<Start | L[keyof L] | Otherwise, Self> {
  const isList = Array.isArray as (value: unknown) => value is readonly RouteEntry[]; // of readonly lists it says nothing
  const entries = isList(path) ? path : [path];
  return classDecorator({ controller: { entries, options, isScreening: false } });
}
