import type { Bound, BoundDecorator } from './bound.js';
import type { Interceptor } from './interceptor.js';
import { recordBound } from './metadata.js';

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
