import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import type { TestSequencer } from 'vitest/node';

const OWN_SOURCE = 'offhook-source';

/** The runner says which files are worth the most: they come first. */
class InTheirOrder implements TestSequencer {
  shard: TestSequencer['shard'] = (files) => Promise.resolve(files);
  sort: TestSequencer['sort'] = (files) => Promise.resolve(files);
}

// The quick tests against mutants of `src`, in a copy of the tree: `npm run test:mutation` runs it.
export default defineConfig({
  cacheDir: '.vite',
  resolve: { conditions: [OWN_SOURCE, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [OWN_SOURCE, ...defaultServerConditions], externalConditions: [OWN_SOURCE] } },
  test: {
    include: ['test/*/**/*.test.ts'],
    exclude: [
      '**/node_modules/**',
      'test/{asterisk,package,simulation,soak,postgres,haproxy}/**',
      // They start compilers and processes, take seconds, and no mutant is theirs alone.
      'test/types/**',
      'test/app/{last-lines,log-trouble}.test.ts',
      'test/testing/journal/journal-to-test.test.ts',
      // It reads the text of the sources.
      'test/core/commands-doc.test.ts',
    ],
    expect: { requireAssertions: true },
    setupFiles: ['./src/testing-vitest.ts', './scripts/mutation/note-what-ran.mjs'],
    // One process with one set of modules for each mutant: half the work of a process for each file.
    isolate: false,
    maxWorkers: 1,
    bail: 1,
    testTimeout: 10_000,
    hookTimeout: 10_000,
    sequence: { sequencer: InTheirOrder },
  },
});
