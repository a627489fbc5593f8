import type { ControllerOptions, Links } from './controller-options.js';
import type { ControllerDecorator } from './judge-controller.js';
import { recordsOf } from './metadata.js';

/**
 * Answers the calls of a path: `AGI(agi://host/sales)` in the dialplan builds the class for that call and runs it.
 *
 * @param path - one or several: `/sales`; `/orders/:number`, where `:number` takes one part; `/team/*`, where `*` takes the
 *   rest; `*` alone for what no other path takes. The most specific path answers
 * @param options - `start`, `links`, `defaults`
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
export function AgiController<const Start extends string = never, const L extends Links = {}>(
  path: string | readonly string[],
  options: ControllerOptions<Start, L> = {},
): ControllerDecorator<Start | L[keyof L]> {
  const paths: readonly string[] = Array.isArray(path) ? path : [path];
  return (target) => {
    recordsOf(target).controller = { paths, options };
  };
}
