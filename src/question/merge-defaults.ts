import type { DialogDefaults } from '../dialog/question-options.js';
import type { Question } from '../dialog/call-flow.js';

/** What holds where neither the question nor its controller nor the app says anything. */
const SHIPPED = {
  timeoutMs: 5000,
  interDigitTimeoutMs: 2000,
  settleMs: 500,
  attempts: 3,
  terminator: '#',
  typeAhead: true,
  bargeIn: true,
  playOnLastAttempt: false,
} as const;

/** What holds for one question: times, attempts and prompts, from the nearest that sets them. */
export type QuestionSettings = Pick<
  Question,
  | 'timeoutMs'
  | 'interDigitTimeoutMs'
  | 'totalTimeoutMs'
  | 'settleMs'
  | 'terminator'
  | 'typeAhead'
  | 'bargeIn'
  | 'playOnLastAttempt'
  | 'attempts'
  | 'noInputAttempts'
  | 'noMatchAttempts'
> &
  Required<Pick<DialogDefaults, 'noInput' | 'noMatch'>>;

/**
 * Puts defaults together, field by field.
 *
 * @param said - the nearest last: app, controller, question
 */
export function mergeDefaults(...said: readonly DialogDefaults[]): QuestionSettings {
  const nearest: DialogDefaults = Object.assign({}, ...said);
  const { terminator = SHIPPED.terminator, interDigitTimeoutMs = SHIPPED.interDigitTimeoutMs } = nearest;
  return {
    timeoutMs: nearest.timeoutMs ?? SHIPPED.timeoutMs,
    interDigitTimeoutMs,
    totalTimeoutMs: nearest.totalTimeoutMs,
    // Nobody asked for the shipped one, so it gives way.
    settleMs: nearest.settleMs ?? Math.min(SHIPPED.settleMs, interDigitTimeoutMs),
    terminator: terminator === 'none' ? undefined : terminator,
    typeAhead: nearest.typeAhead ?? SHIPPED.typeAhead,
    bargeIn: nearest.bargeIn ?? SHIPPED.bargeIn,
    playOnLastAttempt: nearest.playOnLastAttempt ?? SHIPPED.playOnLastAttempt,
    ...limits(nearest),
    noInput: nearest.noInput ?? [],
    noMatch: nearest.noMatch ?? [],
  };
}

/** Every question ends: where one kind of failure has its own limit and nothing limits both together, the other kind gets one too. */
function limits({
  attempts,
  noInputAttempts,
  noMatchAttempts,
}: DialogDefaults): Pick<QuestionSettings, 'attempts' | 'noInputAttempts' | 'noMatchAttempts'> {
  if (noInputAttempts === undefined && noMatchAttempts === undefined) {
    return { attempts: attempts ?? SHIPPED.attempts, noInputAttempts, noMatchAttempts };
  }
  if (attempts !== undefined) return { attempts, noInputAttempts, noMatchAttempts };
  return {
    attempts,
    noInputAttempts: noInputAttempts ?? SHIPPED.attempts,
    noMatchAttempts: noMatchAttempts ?? SHIPPED.attempts,
  };
}
