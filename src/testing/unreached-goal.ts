import { printable } from '../errors/printable.js';
import type { GoalOutcome } from './time-driver.js';

/** Why the app may have done nothing. */
interface AppAtWork {
  /** How long it was waited for, milliseconds. */
  readonly appLimitMs: number;
  /** Handlers that have not come back. */
  readonly atWork: readonly string[];
  /** When the next thing is due on a clock that stands still while the app works, milliseconds from now. */
  readonly dueInMs: number | undefined;
}

/** Says why something did not come, from how it came out. @param what - that did not come @internal */
export function describeUnreached(
  outcome: GoalOutcome,
  what: string,
  { appLimitMs, atWork, dueInMs }: AppAtWork,
): string {
  switch (outcome) {
    case 'over':
      return `expected ${what}, but the call was over`;
    case 'appSilent': {
      const handlers = atWork.map((handler) => printable(handler)).join(' in ') || 'a handler';
      return `waited for ${what}, but the app did nothing for ${appLimitMs} ms: ${handlers} has not come back${whatIsDue(dueInMs)}`;
    }
    case 'reached':
    case 'late':
    case 'stuck':
      return `waited for ${what}, but nothing more happens: the app waits for something that never comes`;
  }
}

/** The clock stands still while the app works, and with it whatever limits that work. */
function whatIsDue(dueInMs: number | undefined): string {
  if (dueInMs === undefined) return '';
  const ms = Math.ceil(dueInMs);
  return `. On the phone's clock something is due in ${ms} ms, a limit of that work perhaps, but it stands still while the app works: .waits({ forMs: ${ms} }) lets that time pass, and a fake that says line.takes(…) takes it`;
}
