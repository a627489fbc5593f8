import type { Binding } from './binding.js';
import { bootProblem } from './boot-problems.js';
import { hookOf } from './hooks.js';

/** What NestJS calls when an app begins and ends, and ours. */
const ELSEWHERE = {
  onModuleInit: 'onAppStart',
  onApplicationBootstrap: 'onAppStart',
  onModuleDestroy: 'onAppStop',
  beforeApplicationShutdown: 'onAppStop',
  onApplicationShutdown: 'onAppStop',
} as const;

/** Methods that would begin or end something, and would never run. */
export interface HookFindings {
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** Looks for hooks that nobody calls. */
export function checkHooks(bindings: Iterable<Binding>): HookFindings {
  const problems: string[] = [];
  const warnings: string[] = [];
  for (const binding of bindings) {
    if (binding.kind !== 'class') continue;
    const { target, scope } = binding;
    const prototype: unknown = target.prototype;
    for (const hook of ['onAppStart', 'onAppStop'] as const)
      if (scope === 'call' && hookOf(prototype, hook) !== undefined)
        problems.push(bootProblem.hookOfCall(target, hook));
    for (const [theirs, ours] of Object.entries(ELSEWHERE) as [keyof typeof ELSEWHERE, 'onAppStart' | 'onAppStop'][])
      if (Reflect.has(target.prototype as object, theirs) && hookOf(prototype, ours) === undefined)
        warnings.push(bootProblem.hookOfNest(target, theirs, ours));
  }
  return { problems: [...new Set(problems)], warnings: [...new Set(warnings)] };
}
