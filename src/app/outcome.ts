import { HangUpError, type HangUpReason } from '../errors/hang-up-error.js';
import { printable } from '../errors/printable.js';
import type { CallSession } from '../session/call-session.js';

/** How a call ended. */
export type CallOutcome =
  /** It went back to the dialplan. */
  | { readonly kind: 'dialplan' }
  | { readonly kind: 'hungUp'; readonly reason: HangUpReason }
  | { readonly kind: 'error'; readonly error: unknown }
  | { readonly kind: 'notFound'; readonly reason: string };

/** What `OFFHOOK_STATUS` says in the dialplan. */
const STATUS = { dialplan: 'OK', hungUp: 'HANGUP', error: 'ERROR', notFound: 'NOTFOUND' } as const;

/**
 * Tells the dialplan how the call ended, in the channel variables `OFFHOOK_STATUS` (OK, HANGUP, ERROR, NOTFOUND) and
 * `OFFHOOK_REASON`. A connection that is gone is no fault here.
 */
export async function tellDialplan({ channel }: CallSession, outcome: CallOutcome): Promise<void> {
  try {
    await channel.setVariable('OFFHOOK_STATUS', STATUS[outcome.kind]);
    await channel.setVariable('OFFHOOK_REASON', reasonOf(outcome));
  } catch (error) {
    if (!(error instanceof HangUpError)) throw error;
  }
}

function reasonOf(outcome: CallOutcome): string {
  switch (outcome.kind) {
    case 'dialplan':
      return '';
    case 'hungUp':
    case 'notFound':
      return outcome.reason;
    case 'error':
      // The code alone: a message may quote what a caller typed, and variables reach other people's logs.
      return printable(codeOf(outcome.error));
  }
}

const codeOf = (error: unknown) =>
  error instanceof Error ? ((error as { code?: unknown }).code ?? error.name) : 'Error';
