/** A moment as a calendar and a clock show it. */
export interface DateParts {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** @internal @param zone - like `Europe/Paris`; an unknown one means UTC, as for Asterisk */
export function dateParts(epochSeconds: number, zone: string): DateParts {
  const atZone = new Date(epochSeconds * 1000 + zoneOffsetMs(epochSeconds * 1000, zone));
  return {
    year: atZone.getUTCFullYear(),
    month: atZone.getUTCMonth() + 1,
    day: atZone.getUTCDate(),
    weekday: atZone.getUTCDay(),
    hour: atZone.getUTCHours(),
    minute: atZone.getUTCMinutes(),
    second: atZone.getUTCSeconds(),
  };
}

function zoneOffsetMs(epochMs: number, zone: string): number {
  let text: string;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone === '' ? 'UTC' : zone,
      timeZoneName: 'longOffset',
    });
    text = format.formatToParts(epochMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  } catch {
    return 0;
  }
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(text) ?? [];
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === '-' ? -size : size;
}
