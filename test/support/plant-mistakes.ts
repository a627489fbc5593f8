import { relative } from 'node:path';
import type { Plugin } from 'vite';

/** A mistake that is put into one file of the source. */
export interface PlantedMistake {
  readonly name: string;
  /** Below the folder that the plugin is given. */
  readonly file: string;
  /** Stands once in it: when it is gone, the mistake has to be planted anew. */
  readonly from: string;
  readonly to: string;
}

/** What {@link plantMistakes} takes. */
export interface PlantMistakesOptions {
  /** In the query of an import: `./app.js?mutant=3` has the third mistake in it, and 0 none. */
  readonly query: string;
  readonly mistakes: readonly PlantedMistake[];
  /** What the files of the mistakes lie below; ends with a slash. */
  readonly folder: string;
  /** What gets modules of its own for each mistake; ends with a slash. */
  readonly root: string;
  /** Paths below the root that all mistakes share. */
  readonly shared: RegExp;
}

/** Gives whatever is imported with a number modules of its own, and puts the mistake of that number into one of them. */
export function plantMistakes({ query, mistakes, folder, root, shared }: PlantMistakesOptions): Plugin {
  const marked = new RegExp(`^(.*)\\?${query}=(\\d+)$`);
  return {
    name: `plant-${query}`,
    enforce: 'pre',
    async resolveId(source, importer, options) {
      const number = marked.exec(importer ?? '')?.[2];
      if (number === undefined) return undefined;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      const path = relative(root, found?.id ?? '');
      const isOurs = !path.startsWith('..') && !path.includes('node_modules') && !shared.test(path);
      return found === null || !isOurs ? found : `${found.id}?${query}=${number}`;
    },
    transform(code, id) {
      const [, path = '', number] = marked.exec(id) ?? [];
      const planted = mistakes[Number(number) - 1];
      if (planted === undefined || relative(folder, path) !== planted.file) return undefined;
      const [before = '', after, more] = code.split(planted.from);
      if (after === undefined || more !== undefined)
        throw new Error(`${planted.name}: "${planted.from}" does not stand once in ${planted.file}`);
      return before + planted.to + after;
    },
  };
}
