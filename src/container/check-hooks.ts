import type { Binding } from './binding.js';
import { describeToken } from '../dialog/token.js';
import type { ProblemList } from '../errors/problem-list.js';
import { hookOf } from './hooks.js';

/** What NestJS calls when an app begins and ends, and ours. */
const ELSEWHERE = {
  onModuleInit: 'onAppStart',
  onApplicationBootstrap: 'onAppStart',
  onModuleDestroy: 'onAppStop',
  beforeApplicationShutdown: 'onAppStop',
  onApplicationShutdown: 'onAppStop',
} as const;

/** Looks for hooks that nobody calls. */
export function checkHooks(bindings: Iterable<Binding>, problems: ProblemList, warnings: ProblemList): void {
  for (const binding of bindings) {
    if (binding.kind !== 'class') continue;
    const { target, scope } = binding;
    const prototype: unknown = target.prototype;
    const name = describeToken(target);
    for (const hook of ['onAppStart', 'onAppStop'] as const)
      if (scope === 'call' && hookOf(prototype, hook) !== undefined)
        problems.add('AGI_BOOT_HOOK', `${name}.${hook}`, { hook });
    for (const [theirs, ours] of Object.entries(ELSEWHERE) as [keyof typeof ELSEWHERE, 'onAppStart' | 'onAppStop'][])
      if (Reflect.has(target.prototype as object, theirs) && hookOf(prototype, ours) === undefined)
        warnings.add('AGI_BOOT_HOOK', `${name}.${theirs}`, { hook: theirs, ours });
  }
}
