import type { AgiCommand } from '../commands/define-command.js';
import { wholeNumber } from '../values.js';
import { optionString } from './option-string.js';
import { durationLeft, type OutcomeVariables, type RunFacts, runApplication, wholeSeconds } from './run-application.js';
import { soundList, type SoundList } from './sound-list.js';

/** How to wait in a queue. What queues.conf says holds for the rest. */
export interface QueueOptions {
  /** Longest wait, milliseconds from 1; Asterisk counts whole seconds, so it is rounded up; default: no limit (as Asterisk). */
  readonly timeoutMs?: number;
  /** Callers of a higher one are served first; default: what QUEUE_PRIO says, else 0 (as Asterisk). It stays set for the call. */
  readonly priority?: number;
  /** The caller hears ringing instead of music; default false (as Asterisk). */
  readonly ringing?: boolean;
  /** Leaves after one round of ringing all members; default false (as Asterisk). */
  readonly withoutRetry?: boolean;
  /** Sounds for the member, before the two are joined; default: what queues.conf says. */
  readonly announce?: SoundList;
  /** `*` of the caller ends the talk; default false (as Asterisk). */
  readonly callerCanHangUp?: boolean;
  /** The same for the member. */
  readonly memberCanHangUp?: boolean;
  /** The caller may transfer by keys (features.conf); default false (as Asterisk). */
  readonly callerCanTransfer?: boolean;
  /** The same for the member. */
  readonly memberCanTransfer?: boolean;
}

/** How Queue ended. The caller is still there: one who hung up is a HangUpError. */
export type QueueResult =
  | {
      readonly kind: 'answered';
      /** The member's interface, `PJSIP/ann`; undefined unless queues.conf has setinterfacevar=yes. */
      readonly member: string | undefined;
      /** How long the caller waited, in whole seconds (`2000` for 2.5 s): Asterisk counts no finer. Undefined where it does not tell it (16). */
      readonly waitedMs: number | undefined;
      /** How long the two talked; undefined where Asterisk does not tell it (16). */
      readonly talkedMs: number | undefined;
    }
  /** `withdrawn`: an operator took the caller out. */
  | { readonly kind: 'timeout' | 'full' | 'withdrawn' }
  /** `noAgents`: nobody was there to join for; `leftEmpty`: they left meanwhile. Which members count is said in queues.conf. */
  | { readonly kind: 'noAgents' | 'leftEmpty'; readonly reason: 'empty' | 'unavailable' }
  /** The caller left by a key that is an extension of the queue's context (queues.conf: context). */
  | { readonly kind: 'exitKey'; readonly digits: string };

const WITHOUT_ANSWER: Readonly<Record<string, QueueResult>> = {
  TIMEOUT: { kind: 'timeout' },
  FULL: { kind: 'full' },
  WITHDRAW: { kind: 'withdrawn' },
  JOINEMPTY: { kind: 'noAgents', reason: 'empty' },
  JOINUNAVAIL: { kind: 'noAgents', reason: 'unavailable' },
  LEAVEEMPTY: { kind: 'leftEmpty', reason: 'empty' },
  LEAVEUNAVAIL: { kind: 'leftEmpty', reason: 'unavailable' },
};

const VARIABLES = ['QUEUESTATUS', 'ABANDONED', 'QUEUEWAIT_MS', 'ANSWEREDTIME_MS', 'MEMBERINTERFACE'] as const;

/**
 * Puts the caller into a queue of queues.conf until a member has talked with them, or the wait is over.
 *
 * @param name - the queue
 * @param options - how to wait
 * @returns how it ended; the caller is there in every case
 * @throws CommandError when there is no such queue; HangUpError when the caller hung up
 * @remarks Answer the call first: Queue does not. Always with option `c`, so that the call goes on when the member hangs up.
 * The limit is looked at between two rounds of ringing. After `exitKey` the call's place in the dialplan is the key's
 * extension in the queue's context, and it goes on there when the AGI ends.
 * @see Asterisk: Queue
 * @example
 * const queued = await channel.queue('support', { timeoutMs: 180_000, priority: 5 });
 * if (queued.kind === 'noAgents') await channel.voicemail('100@default');
 */
export function queue(name: string, options: QueueOptions = {}): AgiCommand<QueueResult> {
  const { timeoutMs, priority, announce } = options;
  const letters = optionString({
    c: true,
    r: options.ringing ?? false,
    n: options.withoutRetry ?? false,
    H: options.callerCanHangUp ?? false,
    h: options.memberCanHangUp ?? false,
    T: options.callerCanTransfer ?? false,
    t: options.memberCanTransfer ?? false,
  });
  const sound = announce === undefined ? '' : soundList('Queue', 'announce', announce);
  const seconds = timeoutMs === undefined ? '' : String(wholeSeconds(wholeNumber('Queue', 'timeoutMs', timeoutMs, 1)));
  return runApplication('Queue', [name, letters, '', sound, seconds], {
    variables: VARIABLES,
    alsoRead: ['EXTEN'],
    settings: priority === undefined ? {} : { QUEUE_PRIO: String(wholeNumber('Queue', 'priority', priority, 0)) },
    read: resultOf,
  });
}

function resultOf(
  left: OutcomeVariables<(typeof VARIABLES)[number] | 'EXTEN'>,
  { result }: RunFacts,
): QueueResult | undefined {
  const { QUEUESTATUS: status, MEMBERINTERFACE: member } = left;
  if (status === 'CONTINUE') {
    return {
      kind: 'answered',
      member: member === '' ? undefined : member,
      waitedMs: durationLeft(left.QUEUEWAIT_MS),
      talkedMs: durationLeft(left.ANSWEREDTIME_MS),
    };
  }
  // Nothing but the key's extension tells that the caller left by a key.
  if (status === '' && result === 0) return { kind: 'exitKey', digits: left.EXTEN };
  return Object.hasOwn(WITHOUT_ANSWER, status) ? WITHOUT_ANSWER[status] : undefined;
}
