import { LONGEST_MS } from '../core/clock.js';
import { OffhookError } from '../errors/offhook-error.js';

/**
 * Checks an option that is a number of milliseconds.
 *
 * @throws OffhookError AGI_OPTION for what no timer can wait
 * @internal
 */
export function checkDuration(option: string, value: number | undefined): void {
  if (value === undefined || (Number.isInteger(value) && value >= 1 && value <= LONGEST_MS)) return;
  const problem = `a whole number of milliseconds from 1 to ${LONGEST_MS} is needed`;
  throw new OffhookError('AGI_OPTION', { option, value, problem });
}
