import { readRecords } from '../decorators/read-records.js';
import { knownDependencies, type AnyToken, type Binding, type Bindings, type ClassBinding } from './binding.js';
import { bootProblem } from './boot-problems.js';
import { isKnownToTsyringe } from './tsyringe.js';

/**
 * Finds what the container could not build, or would build wrongly, class by class.
 *
 * @param controllers - need no `@Injectable`: `@AgiController` says it all
 */
export function checkBindings(bindings: Bindings, controllers: ReadonlySet<AnyToken>): readonly string[] {
  const problems = [...bindings.values()].flatMap((binding) => {
    const dependencies = problemsOfDependencies(binding, bindings);
    if (binding.kind !== 'class') return dependencies;
    const own = controllers.has(binding.token) ? problemsOfTypes(binding) : problemsOfService(binding);
    return [...own, ...dependencies];
  });
  // A class may stand behind several tokens.
  return [...new Set(problems)];
}

function problemsOfService(binding: ClassBinding): readonly string[] {
  const { target, dependencies } = binding;
  if (readRecords(target).injectable !== undefined) return problemsOfTypes(binding);
  if (isKnownToTsyringe(target)) return [bootProblem.declaredForTsyringe(target)];
  return dependencies.length > 0 ? [bootProblem.notInjectable(target)] : [];
}

function problemsOfTypes({ target, dependencies }: ClassBinding): readonly string[] {
  return dependencies.flatMap((dependency) =>
    dependency.kind === 'unknown' ? [bootProblem.unknownType(target, dependency.problem)] : [],
  );
}

function problemsOfDependencies(binding: Binding, bindings: Bindings): readonly string[] {
  return knownDependencies(binding).flatMap(({ index, token }) => {
    const place = { owner: ownerOf(binding), index, token };
    if (!bindings.has(token)) {
      return [
        isKnownToTsyringe(token)
          ? bootProblem.onlyInTsyringe(place)
          : bootProblem.notListed(place, [...bindings.keys()]),
      ];
    }
    const way = binding.scope === 'app' ? wayToCall(token, bindings) : undefined;
    return way === undefined ? [] : [bootProblem.captive(place, way)];
  });
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
