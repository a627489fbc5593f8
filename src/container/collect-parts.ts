import type { ModuleOptions, ModuleRef } from '../decorators/module-options.js';
import type { Provider } from '../decorators/provider.js';
import type { Class } from '../dialog/class.js';
import { printable } from '../errors/printable.js';
import type { AnyToken } from './binding.js';
import { bootProblem } from './boot-problems.js';
import { checkModule } from './check-module.js';
import { readModule } from './read-module.js';
import { isProvider, tokenOf } from './read-provider.js';

/** Everything that an app lists, modules taken apart. */
export interface CollectedParts {
  readonly controllers: readonly Class[];
  /** What a module imports comes before what it says itself, so that of two for one token the later counts. */
  readonly providers: readonly Provider[];
  /** A sentence for each mistake. */
  readonly problems: readonly string[];
}

/** A list of parts: the app's own, or those of a module. */
interface Unit {
  readonly name: string;
  readonly lists: ModuleOptions;
  readonly imports: readonly Unit[];
}

/**
 * Takes the modules of an app apart. A module that is imported twice comes once; modules that import each other in a circle
 * are fine, because nothing depends on their order.
 *
 * @param parts - the app's own lists
 */
export function collectParts(parts: ModuleOptions): CollectedParts {
  const problems: string[] = [];
  const units: Unit[] = [];
  const known = new Map<unknown, Unit>();
  open('the list', parts, undefined);
  const providers = units.flatMap((unit) =>
    listOf(unit, 'providers').filter((entry, position) =>
      accept(isProvider(entry), () => bootProblem.notAProvider(position, entry, unit.name)),
    ),
  );
  const controllers = units.flatMap((unit) =>
    listOf(unit, 'controllers').filter((entry, position) =>
      accept(typeof entry === 'function', () => bootProblem.notAController(position, entry, unit.name)),
    ),
  );
  problems.push(...findRivals(units));
  return { controllers: [...new Set(controllers)], providers, problems };

  /** Adds a list of parts, after those that it imports. */
  function open(name: string, options: ModuleOptions, key: unknown, base?: Class): Unit {
    const checked = checkModule(options, name);
    problems.push(...checked.problems);
    const imports: Unit[] = [];
    const unit: Unit = { name, lists: checked.lists, imports };
    known.set(key, unit);
    // A dynamic module has what its class says, and may say otherwise.
    if (base !== undefined) imports.push(...enter(base, 0, unit));
    for (const [position, ref] of listOf(unit, 'imports').entries()) imports.push(...enter(ref, position, unit));
    units.push(unit);
    return unit;
  }

  function enter(ref: ModuleRef, position: number, { name }: Unit): Unit[] {
    const read = readModule(ref);
    if (read === undefined) problems.push(bootProblem.notAModule(position, ref, name));
    else return [known.get(read.key) ?? open(printable(read.target.name), read.options, read.key, read.base)];
    return [];
  }

  function accept(isRight: boolean, sentence: () => string): boolean {
    if (!isRight) problems.push(sentence());
    return isRight;
  }
}

const listOf = <Name extends keyof ModuleOptions>({ lists }: Unit, name: Name): NonNullable<ModuleOptions[Name]> =>
  lists[name] ?? [];

/** Tokens that modules give differently, without one among them that imports the others. */
function findRivals(units: readonly Unit[]): string[] {
  const given = new Map<AnyToken, { readonly unit: Unit; readonly provider: Provider }[]>();
  for (const unit of units) {
    for (const provider of listOf(unit, 'providers').filter(isProvider)) {
      const token = tokenOf(provider);
      given.set(token, [...(given.get(token) ?? []), { unit, provider }]);
    }
  }
  return [...given].flatMap(([token, all]) => {
    const last = all.at(-1);
    const rival = all.find(({ unit, provider }) => last && provider !== last.provider && !hasSay(last.unit, unit));
    return last && rival ? [bootProblem.providedTwice(token, rival.unit.name, last.unit.name)] : [];
  });
}

/** Whether what a list says counts against another: its own earlier entry, or a module that it imports and is not imported by. */
const hasSay = (unit: Unit, other: Unit) => unit === other || (reaches(unit, other) && !reaches(other, unit));

function reaches(unit: Unit, other: Unit): boolean {
  const reached = new Set(unit.imports);
  // A set hands out what is added to it while it is walked.
  for (const each of reached) for (const next of each.imports) reached.add(next);
  return reached.has(other);
}
