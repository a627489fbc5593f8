import type { HandlerOptions } from './handler-options.js';
import type { StepDecorator } from './check-handler.types.js';
import { recordMethod } from './metadata.js';
import type { Target } from './target.js';

/**
 * Runs first when a call comes in. It must say where the call goes: by the step it returns, or by `next`.
 *
 * @param options - `to`: every step it can return; `next`: where the call goes when it returns nothing; `slow`: filler
 *   and limit
 * @example
 * @OnCall({ to: ['vip', 'main'] })
 * async greet(@CallerNumber() number: string | undefined) {
 *   await this.call.answer();
 *   return (await this.crm.isVip(number)) ? go('vip') : go('main');
 * }
 */
export function OnCall<
  const To extends Target = never,
  const Next extends Target = never,
  const Late extends Target = never,
>(options: HandlerOptions<To, Next, Late> = {}): StepDecorator<To, Next, Late> {
  return (target, key) => recordMethod(target, key, { kind: 'OnCall', options });
}
