import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const OWN_SOURCE = 'offhook-source';

// The example's tests on a PostgreSQL server, and what happens when it dies: needs Debian's package, which root gets installed.
export default defineConfig({
  resolve: { conditions: [OWN_SOURCE, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [OWN_SOURCE, ...defaultServerConditions], externalConditions: [OWN_SOURCE] } },
  test: {
    include: ['example-app/test/**/*.test.ts', 'test/postgres/**/*.postgres.test.ts'],
    globalSetup: ['test/postgres/support/global-setup.ts'],
    expect: { requireAssertions: true },
    setupFiles: ['./src/testing-vitest.ts'],
    isolate: false,
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
