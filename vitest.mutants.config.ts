import { relative } from 'node:path';
import { defaultClientConditions, defaultServerConditions, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { mutants } from './example-app/test/mutants/mutants.js';

const OWN_SOURCE = 'offhook-source';
const example = new URL('example-app/', import.meta.url).pathname;
const MUTATED = /^(.*)\?mutant=(\d+)$/;
/** One for all mutants: the database takes seconds to open. */
const SHARED = /^(?:src\/database\/(?!.*(?:module|filter))|test\/support\/database|test\/mutants)/;

/** Gives every mutant modules of its own, and puts its mistake into one of them. */
const mutate: Plugin = {
  name: 'mutate',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    const number = MUTATED.exec(importer ?? '')?.[2];
    if (number === undefined) return undefined;
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    const path = relative(example, found?.id ?? '');
    return found === null || path.startsWith('..') || SHARED.test(path) ? found : `${found.id}?mutant=${number}`;
  },
  transform(code, id) {
    const [, path = '', number] = MUTATED.exec(id) ?? [];
    const mutant = mutants[Number(number) - 1];
    if (mutant === undefined || relative(`${example}src`, path) !== mutant.file) return undefined;
    const [before = '', after, more] = code.split(mutant.from);
    if (after === undefined || more !== undefined) {
      throw new Error(`${mutant.name}: "${mutant.from}" is not once in ${mutant.file}`);
    }
    return before + mutant.to + after;
  },
};

// The example's tests against mutants of the example: `npm run test:mutants` runs it and says which were not noticed.
export default defineConfig({
  plugins: [mutate],
  resolve: { conditions: [OWN_SOURCE, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [OWN_SOURCE, ...defaultServerConditions], externalConditions: [OWN_SOURCE] } },
  test: { include: ['example-app/test/mutants/*.mutants.ts'], hookTimeout: 60_000, maxWorkers: 2 },
});
