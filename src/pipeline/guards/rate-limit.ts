import type { Call } from '../../call/call.js';
import type { Guard } from '../../decorators/guard.js';
import { OffhookError } from '../../errors/offhook-error.js';
import { wholeNumberProblem } from '../../core/whole-number.js';

/** How often one caller may call. */
export interface RateLimitOptions {
  /** Calls in the time; a whole number from 1. */
  readonly calls: number;
  /** The time, milliseconds. */
  readonly perMs: number;
  /** Who counts as one caller. Default: the number; all who withhold theirs, and all of whom nobody knows one, count as one. */
  readonly by?: (call: Call) => string;
  /** Callers remembered at once; when there are more, the one that called longest ago is forgotten. Default 10,000. */
  readonly remembered?: number;
}

const REMEMBERED = 10_000;
/** Strangers say who they are, and may say it at length. */
const LONGEST_NAME = 64;

/**
 * Lets each caller through so often in any stretch of time. Refused calls do not count. Each app of a process counts for itself,
 * in memory, and remembers no more than `remembered` callers.
 *
 * @param options - `calls`, `perMs`, `by`, `remembered`
 * @throws OffhookError AGI_OPTION for a number out of range
 * @example
 * @UseGuard(rateLimit({ calls: 3, perMs: 60_000 }), { otherwise: hangUp('busy') })
 */
export function rateLimit(options: RateLimitOptions): Guard {
  const { calls, perMs, by = numberOf, remembered = REMEMBERED } = options;
  for (const [name, value] of Object.entries({ calls, perMs, remembered })) {
    const problem = wholeNumberProblem(value, 1);
    if (problem !== undefined) throw new OffhookError('AGI_OPTION', { option: `rateLimit() ${name}`, value, problem });
  }
  // A decorator is written once, and its class may be in several apps, or tests.
  const ofApp = new WeakMap<object, Map<string, readonly number[]>>();
  return {
    check(call) {
      // In the order of the last call: a map keeps the order in which its keys were set.
      const times = ofApp.get(call.app) ?? new Map<string, readonly number[]>();
      ofApp.set(call.app, times);
      const caller = copyOf(by(call));
      const nowMs = call.now().getTime();
      const recent = (times.get(caller) ?? []).filter((atMs) => nowMs - atMs < perMs);
      if (recent.length >= calls) return false;
      times.delete(caller);
      times.set(caller, [...recent, nowMs]);
      for (const [oldest] of times) {
        if (times.size <= remembered) break;
        times.delete(oldest);
      }
      return true;
    },
  };
}

/** A part of a text keeps the whole one in memory: here all that Asterisk said when the call came in. */
const copyOf = (name: string) => Buffer.from(name.slice(0, LONGEST_NAME)).toString();

const numberOf = ({ caller }: Call) => caller.number ?? '';
