import type { HandlerOptions } from './handler-options.js';
import type { StepDecorator } from './check-handler.types.js';
import { recordMethod } from './metadata.js';
import type { Target } from './target.js';

/**
 * Runs first when a `@Dialog` is entered, as `@OnCall` does in a controller. It must say where the call goes: by the step it
 * returns, or by `next`.
 *
 * @param options - `to`: every step it can return; `next`: where the call goes when it returns nothing; `slow`: filler
 *   and limit
 * @example
 * @OnEnter({ to: [finish, 'number'] })
 * known() { return this.session.account ? finish(this.session.account) : go('number'); }
 */
export function OnEnter<
  const To extends Target = never,
  const Next extends Target = never,
  const Late extends Target = never,
>(options: HandlerOptions<To, Next, Late> = {}): StepDecorator<To, Next, Late> {
  return (target, key) => recordMethod(target, key, { kind: 'OnEnter', options });
}
