import { collect } from './collection.js';
import { Reader } from './reader.js';
import { notUnderstood, understood } from './reading.js';

/** A time of the day, in no time zone. */
export interface TimeOfDay {
  /** 0 to 23. */
  readonly hour: number;
  /** 0 to 59. */
  readonly minute: number;
}

/**
 * A time in four digits, 24 hours: `0930`, `1745`, midnight is `0000`. `930` is asked again, not guessed: the caller may have
 * been cut short on their way to `1230`, which begins as `123`.
 *
 * @example
 * read.time()
 */
export function time(): Reader<TimeOfDay> {
  return new Reader(collect({ minDigits: 4, maxDigits: 4 }), (digits) => {
    const hour = Number(digits.slice(0, 2));
    const minute = Number(digits.slice(2));
    return hour <= 23 && minute <= 59 ? understood({ hour, minute }) : notUnderstood('notATime');
  });
}
