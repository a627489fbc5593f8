import type { AgiCommand } from '../commands/define-command.js';
import { refusedArgument } from '../line.js';
import { optionString } from './option-string.js';
import { type OutcomeVariables, runApplication } from './run-application.js';

/** How a message is asked for. */
export interface VoicemailOptions {
  /** What the mailbox says before the instructions; default 'unavailable'. */
  readonly greeting?: 'unavailable' | 'busy' | 'none';
  /** Leaves out "please leave a message after the tone"; default false (as Asterisk). */
  readonly skipInstructions?: boolean;
  /** Marks the message as urgent; default false (as Asterisk). */
  readonly isUrgent?: boolean;
}

/** How VoiceMail ended. */
export type VoicemailResult =
  /** `file`: the message, without extension; it may be moved by the mailbox's owner at once. */
  | { readonly kind: 'left'; readonly file: string; readonly hasHungUp: boolean }
  /** The caller pressed `0` or `*` and the dialplan has an extension `o` or `a` for it. */
  | { readonly kind: 'userExit' }
  /** No such mailbox, it is full, or the message was too short (voicemail.conf: minsecs). */
  | { readonly kind: 'failed' };

const MAILBOX = /^\w[\w.-]*(?:@\w[\w.-]*)?$/;
const GREETINGS = { unavailable: 'u', busy: 'b', none: '' } as const;
const VARIABLES = ['VMSTATUS', 'VM_MESSAGEFILE'] as const;

/**
 * Lets the caller leave a message.
 *
 * @param mailbox - `100@default`; the context is `default` when left out (as Asterisk)
 * @param options - what the caller hears before the tone
 * @returns whether a message was left
 * @throws ArgumentError when the mailbox is no plain name; HangUpError when the caller hung up without leaving one
 * @remarks Most callers end a message by hanging up: that is `left` with `hasHungUp`, and what follows rejects with a
 * HangUpError. After `userExit` the call's place in the dialplan is the extension `o` or `a`, and it goes on there when the
 * AGI ends.
 * @see Asterisk: VoiceMail
 * @example
 * const message = await channel.voicemail('100@sales', { greeting: 'busy' });
 */
export function voicemail(mailbox: string, options: VoicemailOptions = {}): AgiCommand<VoicemailResult> {
  const { greeting = 'unavailable', skipInstructions = false, isUrgent = false } = options;
  if (!MAILBOX.test(mailbox)) {
    throw refusedArgument(
      'VoiceMail',
      'mailbox',
      mailbox,
      'a mailbox is named like 100@default; & would leave the message in another one too',
    );
  }
  const letters = GREETINGS[greeting] + optionString({ s: skipInstructions, U: isUrgent });
  return runApplication('VoiceMail', [mailbox, letters], {
    variables: VARIABLES,
    read: (left) => resultOf(left, false),
    readAfterHangup: (left) => (left.VMSTATUS === 'SUCCESS' ? resultOf(left, true) : undefined),
  });
}

function resultOf(left: OutcomeVariables<(typeof VARIABLES)[number]>, hasHungUp: boolean): VoicemailResult | undefined {
  switch (left.VMSTATUS) {
    case 'SUCCESS':
      return { kind: 'left', file: left.VM_MESSAGEFILE, hasHungUp };
    case 'USEREXIT':
      return { kind: 'userExit' };
    case 'FAILED':
      return { kind: 'failed' };
    default:
      return undefined;
  }
}
