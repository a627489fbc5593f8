import { LONGEST_MS } from '../core/clock.js';

/**
 * What is wrong with an option that is a number of milliseconds.
 *
 * @returns nothing for one that a timer can wait for, and for none
 * @internal
 */
export const durationProblem = (value: number | undefined): string | undefined =>
  value === undefined || (Number.isInteger(value) && value >= 1 && value <= LONGEST_MS)
    ? undefined
    : `a whole number of milliseconds from 1 to ${LONGEST_MS} is needed`;
