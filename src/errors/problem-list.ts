import type { BootProblem } from './catalogue/boot-problem.js';
import { bootCatalogue, type BootProblemCode } from './catalogue/boot.js';
import type { ProblemText } from './catalogue/wording.js';

/** One mistake, in the words of the catalogue. */
export function bootProblem<C extends BootProblemCode>(
  code: C,
  where: string,
  ...fields: Parameters<(typeof bootCatalogue)[C]>
): BootProblem {
  // The catalogue's value for C takes C's fields: TypeScript cannot follow that through the index.
  const say = bootCatalogue[code] as (...fields: unknown[]) => ProblemText;
  const [message, fix] = say(...fields);
  return { code, where, message, fix: fix.trim() };
}

/** Collects mistakes. */
export class ProblemList {
  readonly found: BootProblem[] = [];

  add<C extends BootProblemCode>(code: C, where: string, ...fields: Parameters<(typeof bootCatalogue)[C]>): void {
    this.addAll([bootProblem(code, where, ...fields)]);
  }

  /** Adds those that others found. Two parts of the app may look at the same place: one mistake is enough. */
  addAll(problems: readonly BootProblem[]): void {
    for (const problem of problems) if (!this.found.some((other) => isSame(other, problem))) this.found.push(problem);
  }
}

const isSame = (one: BootProblem, other: BootProblem): boolean =>
  one.code === other.code && one.where === other.where && one.message === other.message;
