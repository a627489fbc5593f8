import type { Call } from '../call/call.js';
import type { Bound } from '../decorators/bound.js';
import type { HandlerPlace, Interceptor } from '../decorators/interceptor.js';
import { resolveBound } from './compiled-pipeline.js';

/**
 * Runs a handler with interceptors around it.
 *
 * @param interceptors - the first is the outermost
 * @returns what the outermost one returns
 */
export function intercept(
  interceptors: readonly Bound<Interceptor>[],
  call: Call,
  at: HandlerPlace,
  handle: () => Promise<unknown>,
): Promise<unknown> {
  return interceptors.reduceRight<() => Promise<unknown>>(
    (next, by) => async () => resolveBound(by, call).intercept(call, next, at),
    handle,
  )();
}
