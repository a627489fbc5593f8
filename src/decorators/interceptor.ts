import type { Call } from '../call/call.js';
import type { Bound, BoundDecorator } from './bound.js';
import { recordBound } from './metadata.js';

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

/**
 * Runs around a handler, or around every handler of a class: after its guards, before its pipes; what stands first is
 * outermost. Those of the app are outside those of the class. `@OnHangup` runs without them.
 *
 * @param interceptors - classes from the providers, or objects that are ready
 * @example
 * @Injectable()
 * class Timing implements Interceptor {
 *   async intercept(call: Call, next: () => Promise<unknown>, at: HandlerPlace) {
 *     const startMs = performance.now();
 *     try { return await next(); } finally { call.log.debug({ ...at, ms: performance.now() - startMs }, 'handled'); }
 *   }
 * }
 */
export function UseInterceptor(...interceptors: Bound<Interceptor>[]): BoundDecorator {
  return (target, key) =>
    recordBound(
      target,
      key,
      interceptors.map((by) => ({ kind: 'interceptor', by })),
    );
}
