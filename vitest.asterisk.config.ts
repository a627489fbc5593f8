import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

// Calls on a real Asterisk: needs root on Debian (or an `asterisk` on the PATH), one file at a time.
export default defineConfig({
  resolve: { conditions: ['offhook-source', ...defaultClientConditions] },
  ssr: {
    resolve: {
      conditions: ['offhook-source', ...defaultServerConditions],
      externalConditions: ['offhook-source'],
    },
  },
  test: {
    include: ['test/asterisk/**/*.asterisk.test.ts'],
    // Takes five minutes: `MUTANTS=1 npm run test:asterisk -- mutants`.
    exclude: process.env['MUTANTS'] === undefined ? ['**/mutants.asterisk.test.ts'] : [],
    globalSetup: ['test/asterisk/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 300_000,
    teardownTimeout: 20_000,
  },
});
