import { EndedCall } from '../call/ended-call.js';
import type { Logger } from '../call/logger.js';
import { paramDecorator } from './create-param-decorator.js';
import type { ParamDecorator } from './judge-parameter.js';

/**
 * The keys that led to the handler, as text; empty where none did.
 *
 * @example
 * @OnDtmf(['1', '2'])
 * async either(@Digits() digits: string) {}
 */
export function Digits(): ParamDecorator<string> {
  return paramDecorator({
    decorator: '@Digits',
    read: ({ input }) => (typeof input === 'string' ? input : ''),
    needs: { kind: 'digits' },
  });
}

/**
 * The caller's number; `undefined` when it is hidden. Easily faked: no proof of who calls.
 *
 * @example
 * @OnCall({ then: 'main' })
 * async greet(@CallerNumber() number: string | undefined) {}
 */
export function CallerNumber(): ParamDecorator<string | undefined> {
  return paramDecorator({ decorator: '@CallerNumber', read: ({ call }) => call.caller.number });
}

/**
 * What a `:name` part of the controller's path took.
 *
 * @param name - as in the path, without the colon
 * @example
 * @AgiController('/orders/:number')
 * class OrderController {
 *   @OnCall({ then: leave })
 *   async say(@Param('number') number: string) {}
 * }
 */
export function Param(name: string): ParamDecorator<string> {
  return paramDecorator({
    decorator: '@Param',
    read: ({ call }) => call.request.params[name],
    needs: { kind: 'param', name },
  });
}

/**
 * A value of the query, `?campaign=autumn`; `undefined` when it is not there.
 *
 * @param name - as in the query
 * @example
 * @OnCall({ then: 'main' })
 * async greet(@Query('campaign') campaign: string | undefined) {}
 */
export function Query(name: string): ParamDecorator<string | undefined> {
  return paramDecorator({ decorator: '@Query', read: ({ call }) => call.request.query.get(name) ?? undefined });
}

/**
 * A further argument of `AGI(agi://host/path,first,second)`; `undefined` when there are fewer.
 *
 * @param position - counted from 1, as Asterisk does (`agi_arg_1`)
 * @example
 * @OnCall({ then: 'main' })
 * async greet(@Arg(1) queue: string | undefined) {}
 */
export function Arg(position: number): ParamDecorator<string | undefined> {
  return paramDecorator({
    decorator: '@Arg',
    read: ({ call }) => call.request.args[position - 1],
    needs: { kind: 'argument', position },
  });
}

/**
 * A channel variable or a function, read each time the handler runs; `undefined` when it is not set.
 *
 * @param name - `CAMPAIGN`, `CALLERID(name)`
 * @example
 * @OnCall({ then: 'main' })
 * async greet(@Variable('CAMPAIGN') campaign: string | undefined) {}
 */
export function Variable(name: string): ParamDecorator<string | undefined> {
  return paramDecorator({ decorator: '@Variable', read: ({ call }) => call.variables.get(name) });
}

/**
 * Aborted when the call is over; hand it to what takes a while. In `@OnHangup`: when the time for cleaning up is over.
 *
 * @example
 * @OnCall({ then: 'main' })
 * async greet(@Signal() signal: AbortSignal) { await fetch('https://crm.example/', { signal }); }
 */
export function Signal(): ParamDecorator<AbortSignal> {
  return paramDecorator({
    decorator: '@Signal',
    read: ({ call, input }) => (input instanceof EndedCall ? input.signal : call.signal),
  });
}

/**
 * Logs with the call's identity on each line.
 *
 * @example
 * @OnCall({ then: 'main' })
 * async greet(@Log() log: Logger) { log.info('greeting'); }
 */
export function Log(): ParamDecorator<Logger> {
  return paramDecorator({ decorator: '@Log', read: ({ call }) => call.log });
}
