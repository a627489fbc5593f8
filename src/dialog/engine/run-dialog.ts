import type { DialogEnd } from './dialog-end.js';
import type { FlowInstance } from './node-context.js';
import { type DialogContext, Walk } from './walk.js';

/**
 * Runs a conversation from the start of a flow until it hangs up, leaves to the dialplan, or gives a value back.
 *
 * @throws HangUpError when the caller leaves; whatever a handler throws; OffhookError for a step that was not declared
 */
export function runDialog(first: FlowInstance, context: DialogContext): Promise<DialogEnd> {
  return context.conversation.holdDuring(() => new Walk(first, context).run());
}
