import { knownDependencies, type AnyToken, type Binding, type Bindings } from './binding.js';
import { bootProblem } from './boot-problems.js';
import { ownerOf } from './check-bindings.js';

/**
 * Finds classes and aliases that need each other.
 *
 * @returns a sentence for each circle, at the class that closes it
 */
export function findCircles(bindings: Bindings): readonly string[] {
  const problems: string[] = [];
  const done = new Set<AnyToken>();
  const path: AnyToken[] = [];

  function visit(binding: Binding | undefined): void {
    if (binding === undefined || done.has(binding.token)) return;
    path.push(binding.token);
    for (const { index, token } of knownDependencies(binding)) {
      const start = path.indexOf(token);
      if (start === -1) visit(bindings.get(token));
      else
        problems.push(bootProblem.circular({ owner: ownerOf(binding), index, token }, [...path.slice(start), token]));
    }
    path.pop();
    done.add(binding.token);
  }

  for (const binding of bindings.values()) visit(binding);
  return problems;
}
