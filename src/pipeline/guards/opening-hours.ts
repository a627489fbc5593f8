import type { Guard } from '../../decorators/guard.js';
import { OffhookError } from '../../errors/offhook-error.js';

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** A stretch of a day, `09:00-18:00`; `24:00` is its end. One that ends before it begins goes on into the next day. */
export type Hours = `${number}:${number}-${number}:${number}`;

/** When somebody is there. */
export interface OpeningHoursOptions {
  /** Whose clock counts: `Europe/Paris`. */
  readonly zone: string;
  /** The hours of each day; a day that is left out is closed. */
  readonly open: Readonly<Partial<Record<Weekday, readonly Hours[]>>>;
  /** Days on which nobody comes: `2026-12-25`; every year `12-25`. Hours that began the day before still end. */
  readonly closedOn?: readonly string[];
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const satisfies Weekday[];
const HOURS = /^([01]?\d|2[0-4]):([0-5]\d)-([01]?\d|2[0-4]):([0-5]\d)$/;
const DAY = /^(?:\d{4}-)?(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const MINUTES_OF_DAY = 24 * 60;
const MS_OF_DAY = MINUTES_OF_DAY * 60_000;

/** Minutes of the day: from (included) to (excluded); above a day when it goes on into the next. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Lets calls through when the office is open, by the clock on its wall: when that is put forward or back, the hours are too.
 *
 * @param options - `zone`, `open`, `closedOn`
 * @throws OffhookError AGI_OPTION for a zone, hours or a day that is none
 * @example
 * const officeHours = openingHours({
 *   zone: 'Europe/Paris',
 *   open: { mon: ['09:00-12:00', '13:00-18:00'], fri: ['09:00-16:00'] },
 *   closedOn: ['12-25', '2026-07-14'],
 * });
 * // @UseGuard(officeHours, { otherwise: 'closed' })
 */
export function openingHours({ zone, open, closedOn = [] }: OpeningHoursOptions): Guard {
  const clock = wallClock(zone);
  const stretches = new Map(Object.entries(open).map(([day, hours]) => [readWeekday(day), hours.map(readHours)]));
  const closed = new Set(closedOn.map(readDay));

  /** Whether one of the stretches that begin on a day covers a minute, counted from that day's midnight. */
  function isOpenOn(date: string, minute: number): boolean {
    if (closed.has(date) || closed.has(date.slice('2026-'.length))) return false;
    const weekday = WEEKDAYS[new Date(`${date}T00:00Z`).getUTCDay()] as Weekday; // seven names, 0 to 6
    return (stretches.get(weekday) ?? []).some(({ from, to }) => from <= minute && minute < to);
  }

  return {
    check(call) {
      const { date, minute } = clock(call.now());
      const dayBefore = new Date(Date.parse(`${date}T00:00Z`) - MS_OF_DAY).toISOString().slice(0, date.length);
      return isOpenOn(date, minute) || isOpenOn(dayBefore, minute + MINUTES_OF_DAY);
    },
  };
}

/** What the clock on the wall of a place shows. */
function wallClock(zone: string): (at: Date) => { readonly date: string; readonly minute: number } {
  const format = formatFor(zone);
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const { year, month, day, hour, minute } = parts;
    return { date: `${year}-${month}-${day}`, minute: Number(hour) * 60 + Number(minute) };
  };
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  } catch (cause) {
    throw wrong('zone', timeZone, 'a time zone such as Europe/Paris is needed', cause);
  }
}

function readWeekday(day: string): string {
  if (WEEKDAYS.some((known) => known === day)) return day;
  throw wrong('open', day, 'the days are called mon, tue, wed, thu, fri, sat and sun');
}

function readHours(hours: string): Stretch {
  const [, ...parts] = HOURS.exec(hours) ?? [];
  const [fromHour = NaN, fromMinute = NaN, toHour = NaN, toMinute = NaN] = parts.map(Number);
  const from = fromHour * 60 + fromMinute;
  const to = toHour * 60 + toMinute;
  if (parts.length > 0 && from < MINUTES_OF_DAY && to <= MINUTES_OF_DAY && from !== to)
    return { from, to: to < from ? to + MINUTES_OF_DAY : to };
  throw wrong('open', hours, 'hours such as 09:00-18:00 are needed; a whole day is 00:00-24:00');
}

function readDay(day: string): string {
  if (DAY.test(day)) return day;
  throw wrong('closedOn', day, 'a day such as 2026-12-25, or 12-25 for every year, is needed');
}

const wrong = (option: string, value: unknown, problem: string, cause?: unknown) =>
  new OffhookError('AGI_OPTION', { option: `openingHours() ${option}`, value, problem }, { cause });
