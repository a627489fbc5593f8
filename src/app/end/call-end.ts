import type { AgiCommand } from '../../core/commands/define-command.js';
import { setVariable } from '../../core/commands/variables.js';
import { HangUpError, type HangUpReason } from '../../errors/hang-up-error.js';
import { codeOf } from '../../errors/loggable.js';
import type { CallEndKind } from '../../session/call-end-kind.js';
import type { CallSession } from '../../session/call-session.js';
import { isStatusSetEarlier } from './earlier-status.js';

/** How a conversation ended, or why there was none. */
export type CallEnd =
  /** It went back to the dialplan. */
  | { readonly kind: 'dialplan' }
  | { readonly kind: 'hungUp'; readonly reason: HangUpReason }
  | { readonly kind: 'error'; readonly error: unknown }
  | { readonly kind: 'notFound'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

const KIND_BY_REASON = {
  caller: 'callerHungUp',
  app: 'appHungUp',
  redirected: 'redirected',
  connectionLost: 'connectionLost',
  drained: 'drained',
} as const satisfies Record<HangUpReason, CallEndKind>;

/** What `OFFHOOK_STATUS` says in the dialplan. */
const STATUS: Readonly<Record<CallEndKind, string>> = {
  dialplan: 'OK',
  callerHungUp: 'HANGUP',
  appHungUp: 'HANGUP',
  redirected: 'HANGUP',
  connectionLost: 'HANGUP',
  error: 'ERROR',
  notFound: 'NOTFOUND',
  refused: 'REFUSED',
  drained: 'DRAINED',
};

/** Ends that leave a caller on the line who did not get what they called for: AGISTATUS is FAILURE too. */
const FAILURES: ReadonlySet<CallEndKind> = new Set<CallEndKind>(['error', 'notFound', 'refused', 'drained']);

export const kindOfEnd = (end: CallEnd): CallEndKind => (end.kind === 'hungUp' ? KIND_BY_REASON[end.reason] : end.kind);

/** Whether AGISTATUS has to be FAILURE, so that a dialplan that reads nothing else sends the caller to somebody. */
export const isAgiFailure = (end: CallEnd): boolean => FAILURES.has(kindOfEnd(end));

/** What `OFFHOOK_REASON` says. */
export function statusReason(end: CallEnd): string {
  switch (end.kind) {
    case 'dialplan':
      return '';
    case 'hungUp':
    case 'notFound':
    case 'refused':
      return end.reason;
    case 'error':
      // The code alone: a message may quote what a caller typed, and variables reach other people's logs.
      return codeOf(end.error, 'Error');
  }
}

/**
 * Tells the dialplan how the call ended, in the channel variables `OFFHOOK_STATUS` (OK, HANGUP, ERROR, NOTFOUND, REFUSED,
 * DRAINED) and `OFFHOOK_REASON`, unless an earlier AGI() has set them. A closed connection is no error here.
 *
 * @returns whether it set them
 */
export async function setStatusVariables(session: CallSession, end: CallEnd): Promise<boolean> {
  try {
    if (await isStatusSetEarlier(session)) return false;
    for (const command of statusCommands(end, session)) {
      // One command at a time: Asterisk reads no more.
      await session.channel.send(command);
    }
  } catch (error) {
    if (!(error instanceof HangUpError)) throw error;
  }
  return true;
}

/** The commands that set both variables. */
export const statusCommands = (
  end: CallEnd,
  session?: Pick<CallSession, 'masked'>,
): readonly [status: AgiCommand<void>, reason: AgiCommand<void>] => [
  setVariable('OFFHOOK_STATUS', STATUS[kindOfEnd(end)]),
  setVariable('OFFHOOK_REASON', session === undefined ? statusReason(end) : session.masked(statusReason(end))),
];
