import type { EndDecorator } from './check-handler.types.js';
import { recordMethod } from './metadata.js';

/**
 * Runs once when the call has been hung up, by the caller or by the app, within a time limit; its first parameter gets the
 * `EndedCall`. A class may have several. A call that goes back to the dialplan is not over: it does not run then.
 *
 * @example
 * @OnHangup()
 * async saveDraft(call: EndedCall) { await this.drafts.save(call.id, this.draft); }
 */
export function OnHangup(): EndDecorator {
  return (target, key) => recordMethod(target, key, { kind: 'OnHangup' });
}
