/**
 * Remembers what was compiled from an object, for as long as the object lives: questions of code are often asked with the same
 * options again and again. What is made anew each time is compiled anew.
 */
export class CompileOnce<T> {
  readonly #known = new WeakMap<object, { readonly from: readonly unknown[]; readonly compiled: T }>();

  /**
   * @param key - the object
   * @param from - all that the result depends on. When one of them is another value, it is compiled again; what happens inside
   *   a list or an object among them is not noticed
   * @throws whatever `compile` throws; that is not remembered
   */
  get(key: object, from: readonly unknown[], compile: () => T): T {
    const known = this.#known.get(key);
    if (known !== undefined && isSame(known.from, from)) return known.compiled;
    const compiled = compile();
    this.#known.set(key, { from, compiled });
    return compiled;
  }
}

/** The names and values of options, to compare. No object, no values. */
export const entriesIn = (options: object | undefined): readonly unknown[] => Object.entries(options ?? {}).flat();

const isSame = (one: readonly unknown[], other: readonly unknown[]) =>
  one.length === other.length && one.every((value, i) => value === other[i]);
