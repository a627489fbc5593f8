import { SCREENING_CONTEXT } from '../../call/connect-options.js';
import type { Application, CallContext } from '../call-context.js';
import { type TimedProcess, wait } from '../timed-process.js';
import { type CalledPartyScript, NOT_ACCEPTED } from '../called-party.js';
import { startMusic, stopMusic } from '../music.js';
import { readDecimal } from '../words.js';
import { splitOptions } from './application.js';

/** What the other end does when the app dials it. */
export interface DialOutcome extends CalledPartyScript {
  /** Rings so long, then answers, milliseconds. Without it, and without `result`, it answers at once. */
  readonly answersAfterMs?: number;
  /** Talks so long, then hangs up, milliseconds; default 60 000. */
  readonly talksMs?: number;
  /** Does not answer: busy and unavailable at once, `noAnswer` when the ringing time is over. */
  readonly result?: 'busy' | 'noAnswer' | 'unavailable' | 'congestion';
  /** The talk ends because the caller's telephone transfers the one who answered to this place. */
  readonly transferredTo?: { readonly context: string; readonly extension: string };
}

const TALKS_MS = 60_000;
const NORMAL_CLEARING = 16;
/** How long Dial rings when it is given no time; a real one rings for ever. */
const RINGS_MS = 60_000;
/** What it empties before it begins. */
const LEFT = [
  'DIALSTATUS',
  'DIALEDPEERNUMBER',
  'DIALEDPEERNAME',
  'ANSWEREDTIME',
  'ANSWEREDTIME_MS',
  'DIALEDTIME',
  'DIALEDTIME_MS',
] as const;
/** What a routine may make of an answer. */
const JUDGED: Readonly<Record<string, string>> = { BUSY: 'BUSY', CONGESTION: 'CONGESTION' };
/** Q.850: what the other leg says when nobody is put through; 0 when it says nothing. */
const CAUSES: Readonly<Record<string, number>> = { BUSY: 17, CONGESTION: 34 };
const STATUS = { busy: 'BUSY', noAnswer: 'NOANSWER', unavailable: 'CHANUNAVAIL', congestion: 'CONGESTION' } as const;

/** @internal `Dial(target[&target…],timeout,options)`. A target that was not scripted is unavailable. */
export const dialApplication = (outcomes: ReadonlyMap<string, DialOutcome>): Application =>
  function* (call, options) {
    const [targets = '', timeout, flags = ''] = splitOptions(options);
    const target = targets.split('&').find((name) => outcomes.has(name));
    const outcome: DialOutcome = (target === undefined ? undefined : outcomes.get(target)) ?? { result: 'unavailable' };
    const ringsMs = (readDecimal(timeout) ?? RINGS_MS / 1000) * 1000;
    const set = (name: string, value: string) => call.channel.setVariable(name, value);
    for (const name of LEFT) set(name, '');
    const letters = flags.replaceAll(/\([^)]*\)/g, '');
    if (letters.includes('m')) startMusic(call, 'default');
    const status = yield* ring(outcome, ringsMs);
    set('DIALSTATUS', status);
    call.channel.hangUpCause = CAUSES[status] ?? 0;
    if (status !== 'ANSWER') stopMusic(call);
    if (status === 'CANCEL') return -1;
    if (status !== 'ANSWER') return 0;
    const [, device = ''] = /^[^/]*\/(.*)$/s.exec(target ?? '') ?? [];
    set('DIALEDPEERNAME', `${target}-00000001`);
    set('DIALEDPEERNUMBER', device);
    const judged = yield* ask(call, target ?? '', outcome, /U\(([^)]*)\)/.exec(flags)?.[1]);
    stopMusic(call);
    if (Object.hasOwn(JUDGED, judged)) set('DIALSTATUS', JUDGED[judged] ?? '');
    if (call.channel.isHungUp) return -1;
    if (judged !== '') return 0;
    yield* talk(call, target ?? '', outcome.talksMs ?? TALKS_MS);
    if (outcome.transferredTo !== undefined && !call.channel.isHungUp) {
      const name = `${target}-00000001`;
      set('BLINDTRANSFER', name);
      call.channel.transferred = { name, place: { ...outcome.transferredTo, priority: 1 } };
    }
    // Both are times of the caller's channel and not of the talk: since it was answered, and since it came.
    const { answeredAtMs = 0, createdAtMs } = call.channel;
    for (const [name, sinceMs] of [
      ['ANSWEREDTIME', answeredAtMs],
      ['DIALEDTIME', createdAtMs],
    ] as const) {
      // The clock may tell parts of a millisecond, Asterisk never does.
      const ms = Math.floor(call.asterisk.clock.nowMs() - sinceMs);
      set(name, String(Math.floor(ms / 1000)));
      set(`${name}_MS`, String(ms));
    }
    // Without `g` Dial leaves the dialplan when the other end has hung up; the channel itself is still there.
    return call.channel.isHungUp || !letters.includes('g') ? -1 : 0;
  };

function* ring(outcome: DialOutcome, ringsMs: number): TimedProcess<string> {
  const isAtOnce = outcome.result !== undefined && outcome.result !== 'noAnswer';
  if (isAtOnce) return STATUS[outcome.result];
  const answersAfterMs = outcome.result === 'noAnswer' ? Infinity : (outcome.answersAfterMs ?? 0);
  const happening = yield* wait({ forMs: Math.min(answersAfterMs, ringsMs) });
  if (happening.kind === 'hangup') return 'CANCEL';
  return answersAfterMs <= ringsMs ? 'ANSWER' : 'NOANSWER';
}

/**
 * Sends the one who answered through the routine that asks them.
 *
 * @returns GOSUB_RESULT; empty when they are to be connected
 */
function* ask(
  call: CallContext,
  target: string,
  script: CalledPartyScript,
  routine: string | undefined,
): TimedProcess<string> {
  const [context, path = ''] = (routine ?? '').split('^');
  // Any other is not known here. A real one, too, connects the two when there is no such context.
  if (context !== SCREENING_CONTEXT) return '';
  if (!call.screen(target, path, script)) return NOT_ACCEPTED;
  const happening = yield* wait({ forMs: Infinity, takesLegEnd: true });
  return happening.kind === 'legEnd' ? happening.gosubResult : NOT_ACCEPTED;
}

/** @internal The caller and someone else talk until one of them hangs up. */
export function* talk(call: CallContext, target: string, talksMs: number): TimedProcess<void> {
  call.channel.answeredAtMs ??= call.asterisk.clock.nowMs();
  call.tell({ kind: 'connected', target });
  yield* wait({ forMs: talksMs });
  call.channel.hangUpCause = NORMAL_CLEARING;
  call.tell({ kind: 'disconnected', target });
}
