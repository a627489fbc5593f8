import type { Call } from '../call/call.js';
import type { Bound } from '../decorators/bound.js';
import type { ErrorClass, ExceptionFilter } from '../decorators/filter.js';
import type { Guard } from '../decorators/guard.js';
import type { Interceptor } from '../decorators/interceptor.js';
import type { Pipe } from '../decorators/pipe.js';
import type { FilterWay, GuardAndFilterExits, GuardWay } from '../dialog/call-flow.js';
import type { Prompt } from '../dialog/prompt.js';

/** A guard where it is bound. */
export interface CompiledGuard extends GuardWay {
  readonly by: Bound<Guard>;
  readonly say?: Prompt;
}

/** A filter where it is bound. */
export interface CompiledFilter extends FilterWay {
  readonly by: Bound<ExceptionFilter<never>>;
  readonly errors: readonly ErrorClass[];
}

/** What is bound to one class, one handler, or the app; the first is the outermost. */
export interface Pipeline extends GuardAndFilterExits {
  readonly guards: readonly CompiledGuard[];
  readonly interceptors: readonly Bound<Interceptor>[];
  readonly pipes: readonly Bound<Pipe>[];
  readonly filters: readonly CompiledFilter[];
}

/** Nothing is bound: nothing is looked at during a call. */
export const EMPTY_PIPELINE: Pipeline = { guards: [], interceptors: [], pipes: [], filters: [] };

/** What is bound, ready to be used: a class comes from the container of the call. */
export function resolveBound<T extends object>(by: Bound<T>, call: Call): T {
  return typeof by === 'function' ? call.get<T>(by) : by;
}
