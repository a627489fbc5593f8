import type { Guard } from '../../decorators/guard.js';
import { OffhookError } from '../../errors/offhook-error.js';
import { fitsAny, readNumbers } from './numbers.js';

/** By which way a call may come in; what is left out does not matter. */
export interface CalledFromOptions {
  /** Numbers that may have been dialled (DNIS), or patterns as the dialplan writes them. */
  readonly calledNumber?: string | readonly string[];
  /** Contexts of the dialplan in which `AGI()` may stand. */
  readonly context?: string | readonly string[];
}

const listOf = (values: string | readonly string[]) => (typeof values === 'string' ? [values] : values);

/**
 * Lets calls through by the number that was dialled and by the context of the dialplan: so that a script that is meant for
 * the office cannot be reached from the trunk.
 *
 * @param options - `calledNumber`, `context`: all that are given must fit
 * @throws OffhookError AGI_OPTION when nothing is given, or a pattern is none
 * @example
 * @UseGuard(calledFrom({ context: 'from-office' }), { otherwise: hangUp('rejected') })
 */
export function calledFrom({ calledNumber, context }: CalledFromOptions): Guard {
  if (calledNumber === undefined && context === undefined) {
    const problem = 'calledNumber or context is needed: without both it lets everything through';
    throw new OffhookError('AGI_OPTION', { option: 'calledFrom()', value: '{}', problem });
  }
  const numbers =
    calledNumber === undefined ? undefined : readNumbers(listOf(calledNumber), 'calledFrom() calledNumber');
  const contexts = context === undefined ? undefined : listOf(context);
  return {
    check({ request }) {
      // Without a DNID the extension in the dialplan is what was dialled.
      const isNumber = numbers === undefined || fitsAny(numbers, request.calledNumber ?? request.extension);
      return isNumber && (contexts === undefined || contexts.includes(request.context));
    },
  };
}
