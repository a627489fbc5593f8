import type { AgiControllerOptions, Links } from './controller-options.js';
import type { ControllerDecorator } from './judge-controller.js';
import { recordsOf } from './metadata.js';
import type { Target } from './target.js';

/**
 * Answers the calls of a path: `AGI(agi://host/sales)` in the dialplan builds the class for that call and runs it.
 *
 * @param path - one or several: `/sales`; `/orders/:number`, where `:number` takes one part; `/team/*`, where `*` takes the
 *   rest; `*` alone for what no other path takes. The most specific path answers
 * @param options - `start`, `links`, `defaults`, `otherwise`, `maxCalls`
 * @example
 * @AgiController('/sales', { links: { '0': 'operator' }, defaults: { timeoutMs: 7_000 } })
 * class SalesController {
 *   @Menu({ choices: { '1': 'operator' }, otherwise: 'operator' })
 *   main() { return menu('sales/welcome'); }
 *
 *   @Step({ then: hangUp })
 *   async operator() {}
 * }
 */
export function AgiController<
  Self,
  const Start extends string = never,
  const L extends Links = {},
  const Otherwise extends Target = never,
>(
  path: string | readonly string[],
  options: AgiControllerOptions<Start, L, Otherwise, Self> = {},
): ControllerDecorator<Start | L[keyof L] | Otherwise, Self> {
  const paths: readonly string[] = Array.isArray(path) ? path : [path];
  return (target) => {
    recordsOf(target).controller = { paths, options };
  };
}
