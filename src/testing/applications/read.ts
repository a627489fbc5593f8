import { answerChannel } from '../answer-channel.js';
import type { Application, CallContext } from '../call-context.js';
import { type TimedProcess, EVERY_KEY, type WaitEnd } from '../timed-process.js';
import { listen, playFile } from '../play.js';
import { readDecimal, readInteger } from '../words.js';
import { splitOptions } from './application.js';

const MAX_DIGITS = 255;
/** A control frame of AMI's ControlPlayback in the place of a digit: its lowest byte. */
const STOPPED_DIGIT = '\udce8';
const UNTIL = { keys: EVERY_KEY, isStoppable: true } as const;

/** @internal `Read(variable,sound[&sound…],digits,options,attempts,timeout)`. */
export const read: Application = function* (call, options) {
  const [variable = '', files = '', digits = '', flags = '', attempts = '', timeout = ''] = splitOptions(options);
  const { channel } = call;
  const end = (status: string, typed: string): number => {
    channel.setVariable(variable, typed);
    channel.setVariable('READSTATUS', status);
    return 0;
  };
  channel.setVariable('READSTATUS', 'ERROR');
  if (channel.readsHangup()) return end('HANGUP', '');
  if (!flags.includes('n') && (yield* answerChannel(call)).kind === 'hangup') return end('HANGUP', '');
  const most = Math.min(readInteger(digits) || MAX_DIGITS, MAX_DIGITS);
  const givenMs = (readDecimal(timeout) ?? 0) * 1000;
  const firstMs = givenMs > 0 ? givenMs : channel.responseTimeoutMs;
  const nextMs = givenMs > 0 ? givenMs : channel.digitTimeoutMs;
  for (let left = Math.max(1, readInteger(attempts) ?? 1); left > 0; left--) {
    const { typed, why } = yield* readOnce(call, files === '' ? [] : files.split('&'), most, firstMs, nextMs);
    if (why === 'hangup') return end('HANGUP', typed);
    // Nothing but `#` is asked for again, as silence is.
    if (typed !== '' || left === 1) return end(why === 'enough' ? 'OK' : 'TIMEOUT', typed);
  }
  return 0;
};

interface Reading {
  readonly typed: string;
  readonly why: 'enough' | 'silence' | 'hangup';
}

function* readOnce(
  call: CallContext,
  files: readonly string[],
  most: number,
  firstMs: number,
  nextMs: number,
): TimedProcess<Reading> {
  let happening: WaitEnd = { kind: 'elapsed' };
  for (const name of files) {
    ({ happening } = yield* playFile(call, name, UNTIL));
    if (happening.kind !== 'elapsed' && happening.kind !== 'stopped') break;
  }
  const isHeard = happening.kind === 'elapsed' || happening.kind === 'stopped';
  if (isHeard) happening = yield* listen(call, { forMs: firstMs, ...UNTIL });
  for (let typed = ''; ; happening = yield* listen(call, { forMs: nextMs, ...UNTIL })) {
    if (happening.kind === 'hangup') return { typed, why: 'hangup' };
    if (happening.kind === 'stopped') typed += STOPPED_DIGIT;
    else if (happening.kind !== 'key') return { typed, why: 'silence' };
    else if (happening.key === '#') return { typed, why: 'enough' };
    else typed += happening.key;
    if (typed.length >= most) return { typed, why: 'enough' };
  }
}
