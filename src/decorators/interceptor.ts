import type { Call } from '../call/call.js';

/** Which handler runs. */
export interface HandlerPlace {
  /** The class's name. */
  readonly controller: string;
  readonly method: string;
}

/** Does something before and after a handler. */
export interface Interceptor {
  /**
   * @param call - the call
   * @param next - runs the handler, and the interceptors within; gives what it returns. Call it once
   * @param at - which handler
   * @returns what the handler is to have returned: in general what `next` gave
   */
  intercept(call: Call, next: () => Promise<unknown>, at: HandlerPlace): unknown;
}
