import type { AgiCommand } from '../commands/define-command.js';
import { runApplication } from './run-application.js';
import { transferDestination, type TransferTarget } from './targets.js';

/** How a transfer ended. */
export type TransferResult =
  /** The caller's device took it; it hangs up here when it gets there. */
  | { readonly kind: 'transferred' }
  /** It refused. `protocolCode`: with SIP its answer, 0 when there was none. */
  | { readonly kind: 'failed'; readonly protocolCode: number }
  /** This kind of channel cannot be transferred. */
  | { readonly kind: 'unsupported' };

/**
 * Asks the caller's device to call somebody else instead (SIP REFER, or 302 before the call is answered).
 *
 * @param target - `PJSIP/sip:desk@pbx.example.com`, or {@link transferTarget} for digits that a caller typed
 * @returns whether it did
 * @throws ArgumentError for free text, or a number without a pattern; HangUpError when the caller hung up
 * @see Asterisk: Transfer
 * @example
 * const { kind } = await channel.transfer(transferTarget(digits, { allow: ['_2XX'] }));
 */
export function transfer(target: TransferTarget): AgiCommand<TransferResult> {
  return runApplication('Transfer', [transferDestination(target)], {
    variables: ['TRANSFERSTATUS', 'TRANSFERSTATUSPROTOCOL'],
    read({ TRANSFERSTATUS: status, TRANSFERSTATUSPROTOCOL: code }): TransferResult | undefined {
      switch (status) {
        case 'SUCCESS':
          return { kind: 'transferred' };
        case 'FAILURE':
          return { kind: 'failed', protocolCode: Number(code) };
        case 'UNSUPPORTED':
          return { kind: 'unsupported' };
        default:
          return undefined;
      }
    },
    readAfterHangup: ({ TRANSFERSTATUS: status }) => (status === 'SUCCESS' ? { kind: 'transferred' } : undefined),
  });
}
