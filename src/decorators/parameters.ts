import { EndedCall } from '../call/ended-call.js';
import type { Logger } from '../call/logger.js';
import { paramDecorator } from './create-param-decorator.js';
import type { ParamDecorator, TextDecorator } from './check-parameter.types.js';
import type { PipeFor } from './pipe.js';
import type { HandlerContext, ParameterRecord } from './records.js';

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
 * The caller's number; `undefined` when it is withheld or unknown (`call.caller.presentation` says which). Easily faked: no
 * proof of who calls.
 *
 * @example
 * @OnCall({ next: 'main' })
 * async greet(@CallerNumber() number: string | undefined) {}
 */
export function CallerNumber(): ParamDecorator<string | undefined> {
  return paramDecorator({ decorator: '@CallerNumber', read: ({ call }) => call.caller.number });
}

/**
 * What a `:name` part of the controller's path took. A parameter that is declared as `number` or `boolean` gets that; text that
 * is none is an error for the exception filters.
 *
 * @param name - as in the path, without the colon
 * @param by - a schema or a pipe, instead of the declared type
 * @example
 * @AgiController('/orders/:id')
 * class OrderController {
 *   @OnCall({ next: leave })
 *   async say(@Param('id') id: number) {}
 * }
 */
export function Param(name: string): TextDecorator;
export function Param<Value>(name: string, by: PipeFor<Value>): ParamDecorator<Value>;
export function Param(name: string, by?: PipeFor<unknown>): PlainDecorator {
  return text('@Param', ({ call }) => call.request.params[name], by, { needs: { kind: 'param', name } });
}

/**
 * A value of the query, `?campaign=autumn`; `undefined` when it is not there. Becomes what the parameter declares, as for
 * {@link Param}; a number that may be missing is written `name?: number`.
 *
 * @param name - as in the query
 * @param by - a schema or a pipe, instead of the declared type; it sees `undefined` too
 * @example
 * @OnCall({ next: 'main' })
 * async greet(@Query('campaign') campaign: string | undefined) {}
 */
export function Query(name: string): TextDecorator<undefined>;
export function Query<Value>(name: string, by: PipeFor<Value>): ParamDecorator<Value>;
export function Query(name: string, by?: PipeFor<unknown>): PlainDecorator {
  return text('@Query', ({ call }) => call.request.query.get(name) ?? undefined, by);
}

/**
 * A further argument of `AGI(agi://host/path,first,second)`; `undefined` when there are fewer. Becomes what the parameter
 * declares, as for {@link Param}; a number that may be missing is written `name?: number`.
 *
 * @param position - counted from 1, as Asterisk (`agi_arg_1`) and `call.request.arg` do
 * @param by - a schema or a pipe, instead of the declared type; it sees `undefined` too
 * @example
 * @OnCall({ next: 'main' })
 * async greet(@Arg(1) queue: string | undefined) {}
 */
export function Arg(position: number): TextDecorator<undefined>;
export function Arg<Value>(position: number, by: PipeFor<Value>): ParamDecorator<Value>;
export function Arg(position: number, by?: PipeFor<unknown>): PlainDecorator {
  return text('@Arg', ({ call }) => call.request.arg(position), by, {
    needs: { kind: 'argument', position },
    isMasked: true,
  });
}

/**
 * A channel variable, read each time the handler runs; `undefined` when it is not set. Becomes what the
 * parameter declares, as for {@link Param}; a number that may be missing is written `name?: number`.
 *
 * @param name - `CAMPAIGN`; functions such as `CALLERID(name)` have `call.channel.getFunction`
 * @param by - a schema or a pipe, instead of the declared type; it sees `undefined` too
 * @example
 * @OnCall({ next: 'main' })
 * async greet(@Variable('CAMPAIGN') campaign: string | undefined) {}
 */
export function Variable(name: string): TextDecorator<undefined>;
export function Variable<Value>(name: string, by: PipeFor<Value>): ParamDecorator<Value>;
export function Variable(name: string, by?: PipeFor<unknown>): PlainDecorator {
  return text('@Variable', ({ call }) => call.variables.get(name), by, {
    needs: { kind: 'variable', name },
    isMasked: true,
  });
}

/**
 * Aborted when the call is over; hand it to what takes a while. In `@OnHangup`: when the time for cleaning up is over.
 *
 * @example
 * @OnCall({ next: 'main' })
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
 * @OnCall({ next: 'main' })
 * async greet(@Log() log: Logger) { log.info('greeting'); }
 */
export function Log(): ParamDecorator<Logger> {
  return paramDecorator({ decorator: '@Log', read: ({ call }) => call.log });
}

/** What is behind the judging types. */
type PlainDecorator = (target: object, key: string | undefined, index: number) => void;

/** A decorator whose text becomes what the parameter says, or what the pipe makes of it. */
function text(
  decorator: string,
  read: (context: HandlerContext) => unknown,
  pipe: PipeFor<unknown> | undefined,
  more: Pick<ParameterRecord, 'needs' | 'isMasked'> = {},
): PlainDecorator {
  return paramDecorator({ decorator, read, isText: true, ...(pipe && { pipe }), ...more });
}
