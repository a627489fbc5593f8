import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

// The example and the tests import `offhook` by name and get its source: no build is needed to run them.
const OWN_SOURCE = 'offhook-source';

export default defineConfig({
  resolve: { conditions: [OWN_SOURCE, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [OWN_SOURCE, ...defaultServerConditions], externalConditions: [OWN_SOURCE] } },
  test: {
    // Virtual time costs nothing, but a busy machine does: a limit is there for what hangs, not for what is slow.
    testTimeout: 30_000,
    // A test that asserts nothing cannot fail. The steps of a caller count.
    expect: { requireAssertions: true },
    setupFiles: ['./src/testing-vitest.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'offhook',
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/asterisk/**',
            'test/package/**',
            'test/pasted-pages/**',
            'test/simulation/**',
            'test/soak/**',
            'test/postgres/**',
            'test/haproxy/**',
            '**/node_modules/**',
          ],
          typecheck: { enabled: true, include: ['test/types/**/*.test-d.ts'], tsconfig: './tsconfig.json' },
        },
      },
      {
        extends: true,
        // One worker, one set of modules: the embedded database costs seconds and is opened once for all files.
        test: {
          name: 'example',
          include: ['example-app/test/**/*.test.ts'],
          globalSetup: ['example-app/test/support/flow-coverage.ts'],
          isolate: false,
          fileParallelism: false,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
