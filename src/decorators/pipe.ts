import type { Call } from '../call/call.js';
import type { Class } from '../dialog/class.js';
import type { Bound, BoundDecorator } from './bound.js';
import { recordBound } from './metadata.js';
import type { HandlerPlace } from './interceptor.js';
import type { StandardSchema } from './standard-schema.js';

/** Which parameter is filled. */
export interface ParameterPlace extends HandlerPlace {
  /** Counted from 0. */
  readonly index: number;
  /** `@Param("id")` */
  readonly decorator: string;
  /** The declared type as it is known at run time: `Number`, `String`, a class. */
  readonly type: unknown;
}

/** Turns what a parameter decorator gives into what the handler gets. */
export interface Pipe<Out = unknown> {
  /**
   * @param value - what the decorator, or the pipe before, gave
   * @param at - for which parameter
   * @param call - the call
   * @throws whatever it throws goes to the exception filters
   */
  transform(value: unknown, at: ParameterPlace, call: Call): Out | Promise<Out>;
}

/** What stands behind a parameter decorator's name: a schema, a pipe that is ready, or a pipe's class from the providers. */
export type PipeFor<Value> = StandardSchema<Value> | Pipe<Value> | Class<Pipe<Value>>;

/**
 * Sees every decorated parameter of a handler, or of every handler of a class, in the order in which the pipes stand: those of
 * the app first, then the class's, the handler's, the parameter's own. What the caller gave is not a decorated parameter: his
 * entry was checked by its reader.
 *
 * @param pipes - classes from the providers, or objects that are ready
 * @example
 * const trim: Pipe = { transform: (value) => (typeof value === 'string' ? value.trim() : value) };
 *
 * @AgiController('/sales')
 * @UsePipe(trim)
 * class SalesController {}
 */
export function UsePipe(...pipes: Bound<Pipe>[]): BoundDecorator {
  return (target, key) =>
    recordBound(
      target,
      key,
      pipes.map((by) => ({ kind: 'pipe', by })),
    );
}
