import type { AgiChannel } from '../core/channel.js';
import type { Conversation, PlayResult } from '../dialog/conversation.js';
import { flatten, type Prompt } from '../dialog/prompt.js';
import type { CallSession } from '../session/call-session.js';
import type { CallerId } from './caller.js';
import type { Logger } from './logger.js';
import type { AgiRequest } from './request.js';
import type { Token } from '../dialog/token.js';
import { Variables } from './variables.js';

/** @internal How a call reaches its services. */
export type FindService = <T>(token: Token<T>) => T;

/**
 * The call that a handler answers: who calls and why, and what can be done with him. Injected by its type; everything that
 * waits rejects with a {@link HangUpError} when the caller leaves.
 *
 * @example
 * constructor(private readonly call: Call) {}
 * // …
 * await this.call.answer();
 * await this.call.play('sales/welcome', say.digits('0012'));
 */
export class Call {
  /** Asterisk's unique id of the channel. */
  readonly id: string;
  /** Aborted when the call is over. Hand it to what takes a while: `fetch(url, { signal: call.signal })`. */
  readonly signal: AbortSignal;
  /** Logs with the call's identity on each line. */
  readonly log: Logger;
  readonly caller: CallerId;
  readonly request: AgiRequest;
  readonly variables: Variables;
  /** Every AGI command. */
  readonly channel: AgiChannel;
  /** The channel's language when the call came in: `en`. */
  readonly language: string;
  readonly #conversation: Conversation;
  readonly #find: FindService;

  /** @internal */
  constructor(session: CallSession, request: AgiRequest, conversation: Conversation, log: Logger, find: FindService) {
    const { environment, channel, signal } = session;
    this.id = environment.uniqueId;
    this.signal = signal;
    this.log = log;
    this.caller = { number: environment.callerNumber, name: environment.callerName };
    this.request = request;
    this.variables = new Variables(channel);
    this.channel = channel;
    this.language = environment.language;
    this.#conversation = conversation;
    this.#find = find;
  }

  /**
   * Answers the call; at once when it is answered already.
   *
   * @throws HangUpError when the caller has left; CommandError when the channel cannot be answered
   */
  answer(): Promise<void> {
    return this.channel.answer();
  }

  /**
   * Gives a service of this call or of the app; for parameter decorators, which have no constructor.
   *
   * @param token - a class, or a token made with `token()`
   * @throws OffhookError AGI_PROVIDER_MISSING for what is not listed, AGI_SCOPE_CLOSED after the end of the call
   * @example
   * const CallingCustomer = createParamDecorator((call) => call.get(Customers).byPhone(call.caller.number));
   */
  get<T>(token: Token<T>): T {
    return this.#find(token);
  }

  /**
   * Plays sounds one after the other. A key stops them and is kept for the next menu.
   *
   * @param prompts - sound files and `say.*` items; a sound that is missing is skipped and logged
   * @returns whether it ended by itself or by a key
   * @throws HangUpError when the caller leaves
   */
  async play(...prompts: Prompt[]): Promise<PlayResult> {
    return this.#conversation.play(flatten(prompts, 'call.play()'));
  }
}
