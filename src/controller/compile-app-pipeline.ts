import type { Bound } from '../decorators/bound.js';
import type { ExceptionFilter, FilterTarget } from '../decorators/filter.js';
import type { Guard, GuardOptions } from '../decorators/guard.js';
import type { Interceptor } from '../decorators/interceptor.js';
import type { Pipe } from '../decorators/pipe.js';
import type { BoundDeclaration, BoundRecord } from '../decorators/records.js';
import type { Pipeline } from '../pipeline/compiled-pipeline.js';
import type { ProblemList } from '../errors/problem-list.js';
import { type BoundClass, boundClasses, compileBound } from './compile-bound.js';
import { scopeOfApp } from './draft.js';

/** A guard of the whole app. */
export interface AppGuard extends GuardOptions<FilterTarget> {
  /** A class from the providers, or something ready. */
  readonly guard: Bound<Guard>;
}

/** What holds around every class of an app. */
export interface AppPipeline {
  /** Asked when a call comes in, before anything else, in this order. */
  readonly guards?: readonly AppGuard[];
  /** Run around every handler, outside those of its class; the first is the outermost. */
  readonly interceptors?: readonly Bound<Interceptor>[];
  /** See every decorated parameter of every handler, before the pipes of its class. */
  readonly pipes?: readonly Bound<Pipe>[];
  /** Answer for errors that no filter of a handler or a class catches. */
  readonly filters?: readonly Bound<ExceptionFilter<never>>[];
}

/** What is bound to the app, as if it stood on a class. */
export interface CompiledAppPipeline {
  readonly around: Pipeline;
  readonly wanted: readonly BoundClass[];
}

/**
 * Compiles what is bound to the app.
 *
 * @param where - for messages: `createAgiApp()`
 */
export function compileAppPipeline(said: AppPipeline, where: string, problems: ProblemList): CompiledAppPipeline {
  const listOf = <N extends keyof AppPipeline>(option: N): Required<AppPipeline>[N] | [] => {
    const value = said[option] ?? [];
    if (Array.isArray(value)) return value;
    problems.add('AGI_BOOT_OPTION', where, { option, value, problem: 'a list is needed' });
    return [];
  };
  const bound = [
    ...listOf('guards').flatMap((entry, i) => guardOf(entry, `guards[${i}]`, where, problems)),
    ...listOf('interceptors').map((by): BoundDeclaration => ({ kind: 'interceptor', by })),
    ...listOf('pipes').map((by): BoundDeclaration => ({ kind: 'pipe', by })),
    ...listOf('filters').map((by): BoundDeclaration => ({ kind: 'filter', by })),
  ].map((each): BoundRecord => ({ ...each, member: undefined, isStatic: false }));
  return {
    around: compileBound(bound, { where, start: '' }, scopeOfApp(problems)),
    wanted: boundClasses(bound, where),
  };
}

/** Elsewhere a guard stands alone in such a list; here it says where a refused call goes. */
function guardOf(entry: AppGuard, option: string, where: string, problems: ProblemList): BoundDeclaration[] {
  const value: unknown = entry;
  if (typeof value === 'object' && value !== null && 'guard' in value) {
    const { guard, ...options } = entry;
    return [{ kind: 'guard', by: guard, options }];
  }
  const problem = 'a guard of the app says where a refused call goes: { guard, otherwise } is needed';
  problems.add('AGI_BOOT_OPTION', where, { option, value, problem });
  return [];
}
