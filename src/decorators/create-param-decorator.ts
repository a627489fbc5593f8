import type { Call } from '../call/call.js';
import type { ParamDecorator } from './check-parameter.types.js';
import { memberPlaceOf, recordsOf } from './metadata.js';
import type { ParameterRecord } from './records.js';

/**
 * Makes a parameter decorator of one's own: a fact about the call, ready for the handlers that want it.
 *
 * @param read - gives the value, or a promise of it; runs each time the handler does
 * @returns the decorator; what it is called with comes after the call in `read`
 * @example
 * const Campaign = createParamDecorator((call) => call.request.query.get('campaign') ?? 'general');
 * // async greet(@Campaign() campaign: string) {}
 */
export function createParamDecorator<Value, Args extends unknown[] = []>(
  read: (call: Call, ...args: Args) => Value | Promise<Value>,
): (...args: Args) => ParamDecorator<Value> {
  return (...args) =>
    paramDecorator({ decorator: read.name || 'a decorator', read: ({ call }) => read(call, ...args) });
}

/** @internal A decorator that writes this record down. */
export function paramDecorator<Value>(
  said: Pick<ParameterRecord, 'decorator' | 'read' | 'needs' | 'isText' | 'isMasked' | 'pipe'>,
): ParamDecorator<Value> {
  return (target, key, index) => {
    recordsOf(target).parameters.push({ ...said, ...memberPlaceOf(target, key), index });
  };
}
