import type { ModuleOptions, ModuleRef } from '../decorators/module-options.js';
import type { Provider } from '../decorators/provider.js';
import type { Class } from '../dialog/class.js';
import type { BootProblem } from '../errors/catalogue/boot-problem.js';
import { printable } from '../errors/printable.js';
import { ProblemList } from '../errors/problem-list.js';
import { describeToken } from '../dialog/token.js';
import type { AnyToken } from './binding.js';
import { checkModule } from './check-module.js';
import { describeEntry, isUnfinished } from './describe-provider.js';
import { readModule } from './read-module.js';
import { isProvider, tokenOf } from './read-provider.js';

/** Everything that an app lists, modules taken apart. */
export interface CollectedParts {
  readonly controllers: readonly Class[];
  /** What a module imports comes before what it says itself, so that of two for one token the later counts. */
  readonly providers: readonly Provider[];
  readonly problems: readonly BootProblem[];
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
 * @param where - what they are given to, for messages
 */
export function collectParts(parts: ModuleOptions, where = 'createAgiApp()'): CollectedParts {
  const problems = new ProblemList();
  const units: Unit[] = [];
  const known = new Map<unknown, Unit>();
  open(where, parts, undefined);
  const providers = units.flatMap((unit) =>
    listOf(unit, 'providers').filter((entry, position) => {
      if (isProvider(entry)) return true;
      problems.add('AGI_BOOT_PROVIDER', unit.name, { position, entry: describeEntry(entry), is: whatIsWrong(entry) });
      return false;
    }),
  );
  const controllers = units.flatMap((unit) =>
    listOf(unit, 'controllers').filter((entry, position) => {
      if (typeof entry === 'function') return true;
      problems.add('AGI_BOOT_NOT_A_CONTROLLER', unit.name, placeOf(position, entry));
      return false;
    }),
  );
  findRivals(units, problems);
  return { controllers: [...new Set(controllers)], providers, problems: problems.found };

  /** Adds a list of parts, after those that it imports. */
  function open(name: string, options: ModuleOptions, key: unknown, base?: Class): Unit {
    const imports: Unit[] = [];
    const unit: Unit = { name, lists: checkModule(options, name, problems), imports };
    known.set(key, unit);
    // A dynamic module has what its class says, and may say otherwise.
    if (base !== undefined) imports.push(...enter(base, 0, unit));
    for (const [position, ref] of listOf(unit, 'imports').entries()) imports.push(...enter(ref, position, unit));
    units.push(unit);
    return unit;
  }

  function enter(ref: ModuleRef, position: number, { name }: Unit): Unit[] {
    const read = readModule(ref);
    if (read === undefined) problems.add('AGI_BOOT_MODULE', name, placeOf(position, ref));
    else return [known.get(read.key) ?? open(printable(read.target.name), read.options, read.key, read.base)];
    return [];
  }
}

const placeOf = (position: number, entry: unknown) => ({
  position,
  entry: describeEntry(entry),
  isUndefined: entry === undefined,
});

const whatIsWrong = (entry: unknown) =>
  isUnfinished(entry) ? 'unfinished' : entry === undefined ? 'undefined' : 'wrong';

const listOf = <Name extends keyof ModuleOptions>({ lists }: Unit, name: Name): NonNullable<ModuleOptions[Name]> =>
  lists[name] ?? [];

/** Tokens that modules give differently, without one among them that imports the others. */
function findRivals(units: readonly Unit[], problems: ProblemList): void {
  const given = new Map<AnyToken, { readonly unit: Unit; readonly provider: Provider }[]>();
  for (const unit of units) {
    for (const provider of listOf(unit, 'providers').filter(isProvider)) {
      const token = tokenOf(provider);
      given.set(token, [...(given.get(token) ?? []), { unit, provider }]);
    }
  }
  for (const [token, all] of given) {
    const last = all.at(-1);
    const rival = all.find(({ unit, provider }) => last && provider !== last.provider && !hasSay(last.unit, unit));
    if (last === undefined || rival === undefined) continue;
    problems.add('AGI_BOOT_PROVIDED_TWICE', describeToken(token), { first: rival.unit.name, second: last.unit.name });
  }
}

/** Whether what a list says counts against another: its own earlier entry, or a module that it imports and is not imported by. */
const hasSay = (unit: Unit, other: Unit) => unit === other || (reaches(unit, other) && !reaches(other, unit));

function reaches(unit: Unit, other: Unit): boolean {
  const reached = new Set(unit.imports);
  // A set hands out what is added to it while it is walked.
  for (const each of reached) for (const next of each.imports) reached.add(next);
  return reached.has(other);
}
