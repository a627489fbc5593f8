import type { QuestionHandlerOptions } from './handler-options.js';
import type { UsedUpDecorator } from './check-handler.types.js';
import { recordMethod } from './metadata.js';
import type { Target } from './target.js';

/**
 * Runs when the caller has used up the attempts of a question; its first parameter says by what: `noInput` or `noMatch`,
 * whichever came last. When it returns nothing and has no `next`, the call goes to the question's `otherwise`.
 *
 * @param options - `menu` or `ask`: the question, may be left out where the class has only one menu; `everyQuestion`: all
 *   that have no such handler of their own; `to`: every step it can
 *   return; `next`: where the call goes when it returns nothing
 * @example
 * @OnAttemptsUsedUp({ menu: 'main', to: ['voicemail', hangUp] })
 * nobodyThere(why: 'noInput' | 'noMatch') { return why === 'noInput' ? hangUp : go('voicemail'); }
 */
export function OnAttemptsUsedUp<
  const Menu extends string = never,
  const Ask extends string = never,
  const To extends Target = never,
  const Next extends Target = never,
  const Late extends Target = never,
  const Every extends boolean = false,
>(
  options: QuestionHandlerOptions<Menu, Ask, To, Next, Late, Every> = {},
): UsedUpDecorator<Menu, Ask, To, Next, Late, Every> {
  return (target, key) => recordMethod(target, key, { kind: 'OnAttemptsUsedUp', options });
}
