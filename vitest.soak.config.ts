import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const conditions = ['offhook-source', ...defaultServerConditions];

// What shows only after many calls, or when everything goes wrong at once: one process, whose garbage can be collected.
export default defineConfig({
  ssr: { resolve: { conditions, externalConditions: ['offhook-source'] } },
  test: {
    include: ['test/soak/**/*.soak.test.ts'],
    expect: { requireAssertions: true },
    pool: 'forks',
    execArgv: ['--expose-gc'],
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
