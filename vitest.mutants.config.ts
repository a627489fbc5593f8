import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { plantMistakes } from './test/support/plant-mistakes.js';
import { mutants } from './example-app/test/mutants/mutants.js';

const OWN_SOURCE = 'offhook-source';
const example = new URL('example-app/', import.meta.url).pathname;
/** One for all mutants: the database takes seconds to open. */
const SHARED = /^(?:src\/database\/(?!.*(?:module|filter))|test\/support\/database|test\/mutants)/;

// The example's tests against mutants of the example: `npm run test:mutants` runs it and says which were not noticed.
export default defineConfig({
  plugins: [
    plantMistakes({ query: 'mutant', mistakes: mutants, folder: `${example}src/`, root: example, shared: SHARED }),
  ],
  resolve: { conditions: [OWN_SOURCE, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [OWN_SOURCE, ...defaultServerConditions], externalConditions: [OWN_SOURCE] } },
  test: { include: ['example-app/test/mutants/*.mutants.ts'], hookTimeout: 60_000, maxWorkers: 2 },
});
