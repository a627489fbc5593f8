import { readRecords } from '../decorators/read-records.js';
import { describeToken } from '../dialog/token.js';
import type { ProblemList } from '../errors/problem-list.js';
import { knownDependencies, type AnyToken, type Binding, type Bindings, type ClassBinding } from './binding.js';
import { nearName } from './describe-provider.js';
import { isKnownToTsyringe } from './tsyringe.js';

/**
 * Finds what the container could not build, or would build wrongly, class by class.
 *
 * @param controllers - need no `@Injectable`: `@AgiController` says it all
 */
export function checkBindings(bindings: Bindings, controllers: ReadonlySet<AnyToken>, problems: ProblemList): void {
  for (const binding of bindings.values()) {
    if (binding.kind === 'class') checkClass(binding, controllers.has(binding.token), problems);
    checkDependencies(binding, bindings, problems);
  }
}

function checkClass({ target, dependencies }: ClassBinding, isController: boolean, problems: ProblemList): void {
  const name = describeToken(target);
  if (isController || readRecords(target).injectable !== undefined) {
    for (const dependency of dependencies) {
      if (dependency.kind === 'unknown')
        problems.add('AGI_BOOT_TYPE_MISSING', name, { parameter: dependency.index, ...dependency.why });
    }
  } else if (isKnownToTsyringe(target)) {
    problems.add('AGI_BOOT_GLOBAL_CONTAINER', name, { declared: true });
  } else if (dependencies.length > 0) {
    problems.add('AGI_BOOT_NOT_INJECTABLE', name, { name });
  }
}

function checkDependencies(binding: Binding, bindings: Bindings, problems: ProblemList): void {
  const owner = ownerOf(binding);
  const where = describeToken(owner);
  for (const { index, token } of knownDependencies(binding)) {
    const want = { index, token: describeToken(token) };
    const way = binding.scope === 'app' ? wayToCall(token, bindings) : undefined;
    if (bindings.has(token)) {
      if (way !== undefined)
        problems.add('AGI_BOOT_CAPTIVE', where, { ...want, owner: where, way: way.map(describeToken) });
    } else if (isKnownToTsyringe(token)) {
      problems.add('AGI_BOOT_GLOBAL_CONTAINER', where, want);
    } else {
      problems.add('AGI_BOOT_NOT_LISTED', where, { ...want, hint: nearName(token, bindings.keys()) });
    }
  }
}

/** Who wants something: a class, or the token of an alias. */
export const ownerOf = (binding: Binding): AnyToken => (binding.kind === 'class' ? binding.target : binding.token);

/**
 * How a token leads to something that belongs to one call: directly, or through transient classes, which live as long as
 * whoever asked for them.
 *
 * @returns the tokens on the way, or `undefined` when there is no way
 */
function wayToCall(
  token: AnyToken,
  bindings: Bindings,
  passed: readonly AnyToken[] = [],
): readonly AnyToken[] | undefined {
  const binding = bindings.get(token);
  const way = [...passed, token];
  if (binding === undefined || passed.includes(token)) return undefined;
  if (binding.scope === 'call') return way;
  if (binding.scope === 'app') return undefined;
  for (const { token: next } of knownDependencies(binding)) {
    const found = wayToCall(next, bindings, way);
    if (found !== undefined) return found;
  }
  return undefined;
}
