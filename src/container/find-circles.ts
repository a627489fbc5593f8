import { knownDependencies, type AnyToken, type Binding, type Bindings } from './binding.js';
import { describeToken } from '../dialog/token.js';
import type { ProblemList } from '../errors/problem-list.js';
import { ownerOf } from './check-bindings.js';

/** Finds classes and aliases that need each other: one mistake for each circle, at the class that closes it. */
export function findCircles(bindings: Bindings, problems: ProblemList): void {
  const done = new Set<AnyToken>();
  const path: AnyToken[] = [];

  function visit(binding: Binding | undefined): void {
    if (binding === undefined || done.has(binding.token)) return;
    path.push(binding.token);
    for (const { index, token } of knownDependencies(binding)) {
      const start = path.indexOf(token);
      if (start === -1) visit(bindings.get(token));
      else {
        const owner = ownerOf(binding);
        const circle = [...path.slice(start), token].map(describeToken);
        problems.add('AGI_BOOT_CIRCULAR', describeToken(owner), { index, token: describeToken(token), circle });
      }
    }
    path.pop();
    done.add(binding.token);
  }

  for (const binding of bindings.values()) visit(binding);
}
