import type { Reader } from '../dialog/read/reader.js';
import type { AskDecorator } from './check-handler.types.js';
import { recordMethod } from './metadata.js';
import type { AskOptions } from './question-options.js';
import type { Target } from './target.js';

/**
 * A question whose answer is a value. The caller types it, the reader understands and checks it, and then the method runs,
 * with the value as its first parameter; what is not understood is asked for again and never gets here. The method must say
 * where the call goes on: by the step it returns, or by `next`.
 *
 * @param reader - what is understood: `read.digits({ length: 4 })`
 * @param options - `prompt`; `confirm`, which reads the value back; `otherwise` for a caller who uses up their attempts or
 *   cancels; `to` and `next`; prompts for silence and wrong entries, and the times: see {@link AskOptions}
 * @example
 * @Ask(read.amount({ currency: 'EUR' }), {
 *   prompt: 'bank/how-much', confirm: (_amount, digits) => ['you-entered', say.digits(digits), 'bank/right-1'],
 *   next: 'main', otherwise: 'main',
 * })
 * async transfer(amount: Money) { await this.accounts.transfer(amount); }
 */
export function Ask<
  Value,
  Self,
  const To extends Target = never,
  const Next extends Target = never,
  const Otherwise extends Target = never,
  const Late extends Target = never,
>(
  reader: Reader<Value>,
  options: AskOptions<Self, Value, To, Next, Otherwise, Late>,
): AskDecorator<Self, Value, To, Next, Otherwise, Late> {
  return (target, key) => recordMethod(target, key, { kind: 'Ask', reader, options });
}
