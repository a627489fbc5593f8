import { collect } from './collection.js';
import { Reader } from './reader.js';
import { notUnderstood, understood } from './reading.js';
import { wrongOption } from './wrong-option.js';

/** A day of the calendar, in no time zone. */
export interface CalendarDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

/** Where year, month and day stand among the eight digits. */
const PLACES = {
  dmy: { day: 0, month: 2, year: 4 },
  mdy: { month: 0, day: 2, year: 4 },
  ymd: { year: 0, month: 4, day: 6 },
} as const;

/** The first whole year of our calendar. A date typed in another order ends in its month and day, 1231 at most, and so is caught. */
const FIRST_YEAR = 1583;

/**
 * A day that exists, in eight digits: `29022024` is 29 February 2024. The year has four digits, from 1583: with two, the
 * century would be guessed.
 *
 * @param options - `order`: which comes first, default `dmy`
 * @throws OffhookError AGI_OPTION
 * @example
 * read.date({ order: 'mdy' })
 */
export function date(options: { readonly order?: keyof typeof PLACES } = {}): Reader<CalendarDate> {
  const order = options.order ?? 'dmy';
  if (!Object.hasOwn(PLACES, order)) throw wrongOption('read.date()', 'order', order, 'dmy, mdy or ymd is needed');
  const places = PLACES[order];
  return new Reader(collect({ minDigits: 8, maxDigits: 8 }), (digits) => {
    const number = (from: number, length: number) => Number(digits.slice(from, from + length));
    const found = { year: number(places.year, 4), month: number(places.month, 2), day: number(places.day, 2) };
    return found.year >= FIRST_YEAR && exists(found) ? understood(found) : notUnderstood('notADate');
  });
}

/** Date moves a day that does not exist into the next month. */
function exists({ year, month, day }: CalendarDate): boolean {
  const moved = new Date(Date.UTC(year, month - 1, day));
  return moved.getUTCFullYear() === year && moved.getUTCMonth() === month - 1 && moved.getUTCDate() === day;
}
