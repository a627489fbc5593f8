import type { Guard } from '../../decorators/guard.js';
import { fitsAny, readNumbers } from './numbers.js';

/** Who may call. */
export interface CallerListOptions {
  /** Only these may: numbers, or patterns as the dialplan writes them (`_555XXXX`). Default: all. */
  readonly allow?: readonly string[];
  /** These may not, whatever `allow` says. Default: none. */
  readonly deny?: readonly string[];
  /**
   * Whether callers without a number may: those who withhold it, also where the network knows it, and those of whom nobody knows
   * one. Default: only where there is no `allow`. With `deny` alone, whoever is denied gets in by withholding the number.
   */
  readonly hidden?: boolean;
}

/**
 * Lets callers through by their number. A number is easily faked: this keeps a nuisance out, it proves nothing.
 *
 * @param options - `allow`, `deny`, `hidden`
 * @throws OffhookError AGI_OPTION for a pattern that is none
 * @example
 * @UseGuard(callerList({ deny: ['5550666', '_900XXXXXX'] }), { otherwise: hangUp })
 */
export function callerList({ allow, deny = [], hidden = allow === undefined }: CallerListOptions): Guard {
  const allowed = allow && readNumbers(allow, 'callerList() allow');
  const denied = readNumbers(deny, 'callerList() deny');
  return {
    check({ caller: { number } }) {
      if (number === undefined) return hidden;
      return !fitsAny(denied, number) && (allowed === undefined || fitsAny(allowed, number));
    },
  };
}
