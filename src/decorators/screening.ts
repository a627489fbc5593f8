import type { AgiControllerOptions, Links } from './class-options.js';
import type { ControllerDecorator } from './check-controller.types.js';
import { classDecorator } from './metadata.js';
import type { Target } from './target.js';

/**
 * Asks the one who was called, on their own leg and before the two are connected, whether they take the call:
 * `call.dial(target, { screenedBy: AgentScreening })`. It ends with the step `accept` or `reject`; anything else
 * that ends it, a hang-up or a failure too, counts as `reject`. A question whose attempts are used up rejects, unless it has an
 * `otherwise`.
 *
 * It is listed among the controllers. `call.caller` is the one who calls, `call.variables` has what `pass` gave. The app's
 * links, `otherwise` and guards are not for it.
 *
 * @param path - where it is reached, letters, digits, `/ . _ -`: Dial sends the leg through three lines of the dialplan, which
 *   call this path (docs/guides/record-and-connect.md)
 * @param options - `start`, `links`, `defaults`, `otherwise`, `maxCalls`
 * @see Asterisk: Dial, option U
 * @example
 * @Screening('/screen-agent')
 * class AgentScreening {
 *   constructor(private readonly call: Call) {}
 *
 *   @Menu({ choices: { '1': accept, '2': reject }, attempts: 2 })
 *   offer() {
 *     const { number } = this.call.caller;
 *     return menu('call-from', number === undefined ? 'hidden' : say.spelled(number), 'accept-1-reject-2');
 *   }
 * }
 */
export function Screening<
  Self,
  const Start extends string = never,
  const L extends Links = {},
  const Otherwise extends Target = never,
>(
  path: string,
  options: AgiControllerOptions<Start, L, Otherwise, Self> = {},
): ControllerDecorator<Start | L[keyof L] | Otherwise, Self> {
  return classDecorator({ controller: { entries: [path], options, isScreening: true } });
}
