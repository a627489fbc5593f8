import { MAX_TIMER_MS } from '../core/clock.js';
import { wholeNumberProblem } from '../core/whole-number.js';

/**
 * What is wrong with an option that is a number of milliseconds.
 *
 * @returns nothing for one that a timer can wait for, and for none
 * @internal
 */
export const durationProblem = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : wholeNumberProblem(value, 1, MAX_TIMER_MS, 'milliseconds');
