import { type TimedProcess, EVERY_KEY, type WaitEnd } from '../timed-process.js';
import type { CallContext } from '../call-context.js';
import { listen, playFile } from '../play.js';
import { readInteger } from '../words.js';
import {
  type VirtualAnswer,
  asciiOfKey,
  defineVirtualCommand,
  failure,
  NOTHING,
  result,
  USAGE,
} from './define-virtual-command.js';

/** The number of a control frame, given as if it were a key. */
const STOPPED = 1000;
/** The same in the place of a digit: its lowest byte, as `encodeText` writes a single one. */
const STOPPED_DIGIT = '\udce8';
const MAX_DIGITS = 1024;
const FIRST_DIGIT_MS = 6_000;
const NEXT_DIGIT_MS = 2_000;

export const waitForDigit = defineVirtualCommand('WAIT FOR DIGIT', {
  usage: '<timeout>',
  args: [1, 1],
  *run(call, [timeout]) {
    const timeoutMs = readInteger(timeout);
    if (timeoutMs === undefined) return USAGE;
    const forMs = timeoutMs < 0 ? Infinity : timeoutMs;
    const happening = yield* listen(call, { forMs, keys: EVERY_KEY, isInterruptible: true, isStoppable: true });
    switch (happening.kind) {
      case 'key':
        return result(asciiOfKey(happening.key));
      case 'elapsed':
        return result(0);
      case 'hangup':
        return failure(-1);
      case 'stopped':
        return result(STOPPED);
      default:
        return result(1);
    }
  },
});

export const getData = defineVirtualCommand('GET DATA', {
  usage: '<file to be streamed> [<timeout>] [<max digits>]',
  args: [1, Infinity],
  *run(call, [name = '', timeout, maxDigits]) {
    const most = maxDigits === undefined ? MAX_DIGITS : (readInteger(maxDigits) ?? 0);
    const timeouts = getDataTimeouts(readInteger(timeout) ?? 0);
    const prompt: WaitEnd | 'missing' = name === '' ? { kind: 'elapsed' } : yield* promptForKeys(call, name);
    if (prompt === 'missing' || most <= 0) return result(-1);
    const isHeard = prompt.kind === 'elapsed' || prompt.kind === 'stopped';
    const first = isHeard ? yield* listenFor(call, timeouts.firstMs) : prompt;
    return yield* collect(call, first, most, timeouts.nextMs);
  },
});

/** Plays the prompt until a key. */
function* promptForKeys(call: CallContext, name: string): TimedProcess<WaitEnd | 'missing'> {
  const { end, happening } = yield* playFile(call, name, { keys: EVERY_KEY, isInterruptible: true, isStoppable: true });
  return end === 'missing' ? end : happening;
}

const listenFor = (call: CallContext, forMs: number) =>
  listen(call, { forMs, keys: EVERY_KEY, isInterruptible: true, isStoppable: true });

/** Takes keys until `#`, the last one that has room, or silence. A hang-up and the next command lose them. */
function* collect(call: CallContext, first: WaitEnd, most: number, nextMs: number): TimedProcess<VirtualAnswer> {
  let digits = '';
  for (let happening = first; ; happening = yield* listenFor(call, nextMs)) {
    if (happening.kind === 'hangup') return result(-1);
    if (happening.kind === 'interrupted') return NOTHING;
    if (happening.kind === 'stopped') digits += STOPPED_DIGIT;
    else if (happening.kind !== 'key') return result(`${digits} (timeout)`);
    else if (happening.key === '#') return result(digits);
    else digits += happening.key;
    if (digits.length >= most) return result(digits);
  }
}

function getDataTimeouts(timeoutMs: number): { readonly firstMs: number; readonly nextMs: number } {
  if (timeoutMs < 0) return { firstMs: Infinity, nextMs: Infinity };
  return timeoutMs === 0
    ? { firstMs: FIRST_DIGIT_MS, nextMs: NEXT_DIGIT_MS }
    : { firstMs: timeoutMs, nextMs: timeoutMs };
}
