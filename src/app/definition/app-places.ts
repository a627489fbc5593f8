import { ownRecords } from '../../decorators/metadata.js';
import { readRecords } from '../../decorators/read-records.js';
import {
  type CapturedStack,
  declaresClass,
  declaresMember,
  type SourcePlace,
  SourcePlaces,
} from '../../decorators/source-place.js';
import type { Class } from '../../dialog/class.js';
import type { BootProblem } from '../../errors/catalogue/boot-problem.js';

/** Finds where the classes of an app and their handlers are written. */
export class AppPlaces {
  readonly #sources = new SourcePlaces();

  /** @returns where the decorator of a class stands; `undefined` when it has none, or nobody can know */
  ofClass(target: Class): Promise<SourcePlace | undefined> {
    return this.#find(ownRecords(target)?.writtenAt, declaresClass(target.name));
  }

  /** @returns where the decorator of a handler stands */
  ofMember(target: Class, member: string): Promise<SourcePlace | undefined> {
    const record = readRecords(target).methods.find((method) => method.member === member);
    return this.#find(record?.writtenAt, declaresMember(member));
  }

  /**
   * Says of each mistake where it is written.
   *
   * @param classes - those of the app; of two with one name nobody knows which is meant
   */
  ofProblems(problems: readonly BootProblem[], classes: ReadonlySet<Class>): Promise<BootProblem[]> {
    const byName = new Map<string, readonly Class[]>();
    for (const each of classes) byName.set(each.name, [...(byName.get(each.name) ?? []), each]);
    return Promise.all(
      problems.map(async (problem) => {
        const [, name = '', member] = WHERE.exec(problem.where) ?? [];
        const [target, another] = byName.get(name) ?? [];
        if (target === undefined || another !== undefined) return problem;
        const place = member === undefined ? undefined : await this.ofMember(target, member);
        return { ...problem, ...(place ?? (await this.ofClass(target))) };
      }),
    );
  }

  async #find(stack: CapturedStack | undefined, declaration: RegExp): Promise<SourcePlace | undefined> {
    return stack && (await this.#sources.find(stack, declaration));
  }
}

/** `SalesController`, `SalesController.main`, `SalesController.main (DatabaseDownFilter)` */
const WHERE = /^([\w$]+)(?:\.([\w$]+))?/;
