import type { Call } from '../call/call.js';
import type { Class } from '../dialog/class.js';
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
