import type { HandlerOptions } from './handler-options.js';
import type { StepDecorator } from './check-handler.types.js';
import { recordMethod } from './metadata.js';
import type { Target } from './target.js';

/**
 * A plain stretch of code that a choice, `next`, `otherwise` or `go('name')` reaches. It must say where the call goes on: by
 * the step it returns, or by `next`.
 *
 * @param options - `to`: every step it can return; `next`: where the call goes when it returns nothing; `slow`: filler
 *   and limit
 * @example
 * @Step({ next: hangUp })
 * async closed() { await this.call.play('sales/closed'); }
 */
export function Step<
  const To extends Target = never,
  const Next extends Target = never,
  const Late extends Target = never,
>(options: HandlerOptions<To, Next, Late> = {}): StepDecorator<To, Next, Late> {
  return (target, key) => recordMethod(target, key, { kind: 'Step', options });
}
