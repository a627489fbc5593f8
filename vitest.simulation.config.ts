import { relative } from 'node:path';
import { defaultServerConditions, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { PLANTED } from './test/simulation/planted.js';

const conditions = ['offhook-source', ...defaultServerConditions];
const root = new URL('.', import.meta.url).pathname;
const MARKED = /^(.*)\?planted=(\d+)$/;
/** One for all: the database takes seconds to open. */
const SHARED = /^example-app\/(?:src\/database\/(?!.*(?:module|filter))|test\/)/;

/** Gives a run with a planted fault modules of its own, and puts the fault into one of them. */
const plant: Plugin = {
  name: 'plant',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    const number = MARKED.exec(importer ?? '')?.[2];
    if (number === undefined) return undefined;
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    const path = relative(root, found?.id ?? '');
    const isOurs = !path.startsWith('..') && !path.includes('node_modules');
    return found === null || !isOurs || SHARED.test(path) ? found : `${found.id}?planted=${number}`;
  },
  transform(code, id) {
    const [, path = '', number] = MARKED.exec(id) ?? [];
    const planted = PLANTED[Number(number) - 1];
    if (planted === undefined || relative(root, path) !== planted.file) return undefined;
    const [before = '', after, more] = code.split(planted.from);
    if (after === undefined || more !== undefined)
      throw new Error(`${planted.name}: "${planted.from}" does not stand once in ${planted.file}`);
    return before + planted.to + after;
  },
};

// The whole app in a world that one number makes: `npm run test:simulation`.
export default defineConfig({
  plugins: [plant],
  ssr: { resolve: { conditions, externalConditions: ['offhook-source'] } },
  test: {
    include: ['test/simulation/**/*.simulation.test.ts'],
    expect: { requireAssertions: true },
    pool: 'forks',
    execArgv: ['--expose-gc'],
    maxWorkers: 1,
    fileParallelism: false,
    // A run is bounded by its own time; what hangs is ended.
    testTimeout: 3_600_000,
  },
});
