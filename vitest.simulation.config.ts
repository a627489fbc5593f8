import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { plantMistakes } from './test/support/plant-mistakes.js';
import { PLANTED } from './test/simulation/planted.js';

const conditions = ['offhook-source', ...defaultServerConditions];
const root = new URL('.', import.meta.url).pathname;
/** One for all: the database takes seconds to open. */
const SHARED = /^example-app\/(?:src\/database\/(?!.*(?:module|filter))|test\/)/;

// The whole app in a world that one number makes: `npm run test:simulation`.
export default defineConfig({
  plugins: [plantMistakes({ query: 'planted', mistakes: PLANTED, folder: root, root, shared: SHARED })],
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
