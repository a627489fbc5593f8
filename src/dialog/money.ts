import { OffhookError } from '../errors/offhook-error.js';

/** An amount of money, exact: `minor` counts the smallest unit that the currency has (cents; for JPY, yen). */
export interface Money {
  readonly minor: bigint;
  /** ISO 4217, such as `EUR`. */
  readonly currency: string;
}

/**
 * How many decimals a currency has: 2 for EUR, 3 for KWD, none for JPY.
 *
 * @param option - in words, for the message
 * @throws OffhookError AGI_OPTION for what is no currency
 */
export function decimalsOf(currency: string, option: string): number {
  // Intl.NumberFormat takes any three letters: only this list knows which of them are money.
  if (!Intl.supportedValuesOf('currency').includes(currency)) {
    throw new OffhookError('AGI_OPTION', {
      option,
      value: currency,
      problem: 'a code of ISO 4217 is needed, such as EUR',
    });
  }
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 0;
}
