import type { EndedChannel } from '../core/channel.js';
import type { HangUpReason } from '../errors/hang-up-error.js';
import type { CallerId } from './caller.js';
import type { Call } from './call.js';
import type { Logger } from './logger.js';
import type { Recording } from './recording.js';
import { Variables } from './variables.js';

/**
 * What is left of a call after the caller went: facts, variables and the 13 commands that Asterisk still carries out. No sound, no keys.
 *
 * @example
 * @OnHangup()
 * async note(call: EndedCall) {
 *   call.log.info({ reason: call.reason }, `left after ${call.durationMs} ms`);
 *   await call.variables.set('DRAFT', this.draft);
 * }
 */
export class EndedCall {
  readonly id: string;
  /** Who ended it. `redirected`: the call lives on elsewhere in the dialplan. */
  readonly reason: HangUpReason;
  /** From the connection to the end. */
  readonly durationMs: number;
  readonly log: Logger;
  readonly caller: CallerId;
  readonly variables: Variables;
  readonly channel: EndedChannel;
  /** What they were saying to `call.record` when they hung up, or had not yet accepted; with `onHangup: 'remove'` it is gone. */
  readonly recording: Recording | undefined;

  readonly #limit: { readonly signal: AbortSignal };

  /** @internal */
  constructor(
    call: Call,
    end: Pick<EndedCall, 'reason' | 'durationMs' | 'recording'> & { readonly limit: { readonly signal: AbortSignal } },
  ) {
    this.id = call.id;
    this.reason = end.reason;
    this.durationMs = end.durationMs;
    this.#limit = end.limit;
    this.recording = end.recording;
    this.log = call.log;
    this.caller = call.caller;
    this.channel = call.channel;
    this.variables = new Variables(call.channel);
  }
  /** Aborted when the time for cleaning up is over. */
  get signal(): AbortSignal {
    return this.#limit.signal;
  }
}
