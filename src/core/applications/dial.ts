import { type AgiCommand, defineCommand } from '../commands/define-command.js';
import { getFullVariable } from '../commands/variables.js';
import type { FileName } from '../checked-file.js';
import { textOf } from '../codecs.js';
import { refusedArgument } from '../line.js';
import { wholeNumber } from '../values.js';
import { optionString } from './option-string.js';
import { durationLeft, type OutcomeVariables, type RunFacts, runApplication, wholeSeconds } from './run-application.js';
import { oneSound } from './sound-list.js';
import { type DialTarget, dialTarget } from './targets.js';

/** How to ring, and what the two may do while they talk. */
export interface DialOptions {
  /** How long to ring, milliseconds from 1; Asterisk counts whole seconds, so it is rounded up. */
  readonly ringTimeoutMs: number;
  /** Longest talk, milliseconds from 1; default: no limit (as Asterisk). */
  readonly maxDurationMs?: number;
  /** The caller hears this class of musiconhold.conf instead of ringing; one that does not exist is silence. */
  readonly music?: string;
  /** The caller hears ringing at once, whatever the other side sends; default false (as Asterisk). */
  readonly ringing?: boolean;
  /** A sound for the one who answers, before the two are joined. */
  readonly announce?: FileName;
  /** The one who answers is sent through this before the two are joined, or are not; default: they are joined. */
  readonly routine?: DialRoutine;
  /** `*` of the caller (features.conf: disconnect) ends the ringing or the talk; default false (as Asterisk). */
  readonly callerCanHangUp?: boolean;
  /** The same for the one who answered. */
  readonly calleeCanHangUp?: boolean;
  /** The caller may transfer by keys (features.conf); default false (as Asterisk). */
  readonly callerCanTransfer?: boolean;
  /** The same for the one who answered. */
  readonly calleeCanTransfer?: boolean;
}

/**
 * A routine of the dialplan for the leg of the one who answers: extension `s` of a context. What it leaves in GOSUB_RESULT
 * decides: nothing joins the two, `CONTINUE` hangs up the one who answered, `BUSY` and `CONGESTION` are those outcomes.
 */
export interface DialRoutine {
  readonly context: string;
  /** ARG1 and so on: letters, digits and `/ . _ + -` each. */
  readonly args?: readonly string[];
}

/** How Dial ended. The caller is still there: one who hung up is a HangUpError. */
export type DialResult =
  | {
      readonly kind: 'answered';
      /** Which of the targets answered. */
      readonly target: string;
      /**
       * How long the two talked; undefined when the call had been answered before: Asterisk counts from there and tells nobody
       * when the other side answered.
       */
      readonly talkedMs: number | undefined;
      /** From the dialling to the end, the ringing included. */
      readonly totalMs: number;
      /**
       * Who ended the talk: the one who answered, `maxDurationMs`, or the caller, who transferred the one who answered to
       * somebody else, by the telephone's own key too; undefined where Asterisk does not tell them apart: the caller's `*`
       * (callerCanHangUp) and a transfer by the caller that asks first (callerCanTransfer) look like the other's hanging up, and
       * so does the limit when `talkedMs` is not known and there was time for it.
       */
      readonly endedBy: 'callee' | 'limit' | 'transferred' | undefined;
      /** Where the one who answered was transferred to, if they are still there; what the caller chose, text of a stranger. */
      readonly transferredTo?: { readonly context: string; readonly extension: string };
      /** The Q.850 cause by which it ended: 16 is a normal hang-up. */
      readonly hangUpCause: number;
    }
  | {
      /**
       * `cancelled`: the caller pressed `*` while it rang (callerCanHangUp). `notAccepted`: somebody answered, and said no, or
       * hung up before the two were joined.
       */
      readonly kind: 'busy' | 'noAnswer' | 'congestion' | 'unavailable' | 'cancelled' | 'notAccepted';
      /** The Q.850 cause, 0 when there is none: 20 not registered, 66 no such channel technology. */
      readonly hangUpCause: number;
    };

const NOT_ANSWERED = {
  BUSY: 'busy',
  NOANSWER: 'noAnswer',
  CONGESTION: 'congestion',
  CHANUNAVAIL: 'unavailable',
  CANCEL: 'cancelled',
} as const;

const isNotAnswered = (status: string): status is keyof typeof NOT_ANSWERED => Object.hasOwn(NOT_ANSWERED, status);

const VARIABLES = ['DIALSTATUS', 'ANSWEREDTIME_MS', 'ANSWEREDTIME', 'DIALEDPEERNAME', 'DIALEDPEERNUMBER'] as const;

/**
 * Rings one or more devices at once and connects the caller with the first that answers, until one of them hangs up.
 *
 * @param targets - `PJSIP/ann`, several to ring them together, or {@link extensionTarget} for digits that a caller typed
 * @param options - how long to ring, and what the two may do
 * @returns who answered and how long it took, or why nobody did; the caller is there in both cases
 * @throws ArgumentError for a target that is no plain name: free text, `&`, a number without a pattern, however it is parted
 * (`9-001`: Asterisk passes over dashes); CommandError when Dial could not start; HangUpError when the
 * caller hung up, while it rang or while they talked
 * @remarks Always with option `g`; from AGI it changes nothing, the call goes on either way. DIALSTATUS can still be read
 * after a hang-up.
 * @see Asterisk: Dial
 * @example
 * const dialled = await channel.dial(['PJSIP/ann', 'PJSIP/bob'], { ringTimeoutMs: 20_000, music: 'default' });
 * if (dialled.kind === 'answered') await channel.verbose(`${dialled.target} was there for ${dialled.totalMs} ms`);
 */
export function dial(targets: DialTarget | readonly DialTarget[], options: DialOptions): AgiCommand<DialResult> {
  const { ringTimeoutMs, maxDurationMs, music, ringing = false, announce, routine } = options;
  if (music !== undefined && ringing)
    throw refusedArgument('Dial', 'ringing', ringing, 'there is music already; choose one');
  const list = Array.isArray(targets) ? (targets as readonly DialTarget[]) : [targets as DialTarget];
  if (list.length === 0) throw refusedArgument('Dial', 'targets', '', 'nobody is to be rung');
  const letters = optionString({
    g: true,
    L: maxDurationMs === undefined ? undefined : wholeNumber('Dial', 'maxDurationMs', maxDurationMs, 1),
    m: music,
    r: ringing,
    A: announce === undefined ? undefined : announcement(announce),
    U: routine === undefined ? undefined : routineOption(routine),
    H: options.callerCanHangUp ?? false,
    h: options.calleeCanHangUp ?? false,
    T: options.callerCanTransfer ?? false,
    t: options.calleeCanTransfer ?? false,
  });
  const seconds = wholeSeconds(wholeNumber('Dial', 'ringTimeoutMs', ringTimeoutMs, 1));
  const parts = [list.map(dialTarget).join('&'), String(seconds), letters];
  return runApplication('Dial', parts, {
    variables: VARIABLES,
    alsoRead: ['HANGUPCAUSE', 'BLINDTRANSFER'],
    ...(routine && { requires: routineExists(routine) }),
    asksState: true,
    read: (left, ran) => resultOf(left, ran, options),
  });
}

async function resultOf(
  left: OutcomeVariables<(typeof VARIABLES)[number] | 'HANGUPCAUSE' | 'BLINDTRANSFER'>,
  ran: RunFacts,
  options: DialOptions,
): Promise<DialResult | undefined> {
  const hangUpCause = Number(left.HANGUPCAUSE);
  if (isNotAnswered(left.DIALSTATUS)) return { kind: NOT_ANSWERED[left.DIALSTATUS], hangUpCause };
  if (left.DIALSTATUS !== 'ANSWER') return undefined;
  // Set when the two have been joined and no more are.
  if (left.ANSWEREDTIME === '') return { kind: 'notAccepted', hangUpCause };
  // Counts from the moment in which the caller's own channel was answered.
  const answeredMs = durationLeft(left.ANSWEREDTIME_MS) ?? 1000 * Number(left.ANSWEREDTIME);
  const talkedMs = ran.wasAnswered ? undefined : answeredMs;
  const answered = {
    kind: 'answered',
    target: `${left.DIALEDPEERNAME.split('/', 1)[0]}/${left.DIALEDPEERNUMBER}`,
    talkedMs,
    totalMs: ran.tookMs,
    hangUpCause,
  } as const;
  // The other channels of a talk that a transfer has ended; an older talk had other ones.
  if (left.BLINDTRANSFER.split(',').includes(left.DIALEDPEERNAME))
    return { ...answered, endedBy: 'transferred', ...(await placeOf(left.DIALEDPEERNAME, ran)) };
  return { ...answered, endedBy: whoEnded(talkedMs ?? ran.tookMs, talkedMs !== undefined, options) };
}

/** Where another channel is; nothing when it is gone. */
async function placeOf(
  channel: string,
  { ask }: RunFacts,
): Promise<Pick<DialResult & { kind: 'answered' }, 'transferredTo'>> {
  const place = await ask(getFullVariable('${CONTEXT},${EXTEN}', channel)).catch(() => '');
  const comma = place.indexOf(',');
  return comma < 0 ? {} : { transferredTo: { context: place.slice(0, comma), extension: place.slice(comma + 1) } };
}

/** @param longestMs - the talk was no longer */
function whoEnded(
  longestMs: number,
  isExact: boolean,
  { maxDurationMs = Infinity, callerCanHangUp, callerCanTransfer }: DialOptions,
): 'callee' | 'limit' | undefined {
  if (longestMs >= maxDurationMs) return isExact ? 'limit' : undefined;
  return callerCanHangUp === true || callerCanTransfer === true ? undefined : 'callee';
}

function routineOption({ context, args = [] }: DialRoutine): string {
  if (!/^[\w.-]+$/.test(context))
    throw refusedArgument('Dial', 'routine', context, 'a context is named by letters, digits, _, . and -');
  const misread = args.find((arg) => !/^[\w/.+-]*$/.test(arg));
  if (misread !== undefined)
    throw refusedArgument('Dial', 'routine', misread, 'an argument has letters, digits and / . _ + - here');
  return [context, ...args].join('^');
}

/** Dial would join the two all the same if there were none. */
const routineExists = ({ context }: DialRoutine): AgiCommand<void> =>
  defineCommand('GET FULL VARIABLE', {
    encode: () => getFullVariable(`\${DIALPLAN_EXISTS(${context},s,1)}`).args,
    decode(answer): void {
      if (textOf(answer) === '1') return;
      throw answer.failed(
        `the dialplan has no context ${context} with an extension s, and without it the two would be connected unasked; ` +
          'docs/guides/record-and-connect.md shows its lines (func_dialplan must be loaded)',
      );
    },
    answersAtOnce: true,
    text: 'marked',
  })();

function announcement(file: FileName): string {
  const sound = oneSound('Dial', 'announce', file);
  // Asterisk 20 and later play what follows a colon to the caller.
  if (sound.includes(':')) throw refusedArgument('Dial', 'announce', sound, 'a sound cannot hold a colon here');
  return sound;
}
