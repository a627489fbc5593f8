import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

// Calls on a real Asterisk: needs root on Debian (or an `asterisk` on the PATH), one file at a time.
// Assertions are not required: many tests run side by side in one file, and vitest counts the assertions of all of them together.
export default defineConfig({
  resolve: { conditions: ['offhook-source', ...defaultClientConditions] },
  ssr: {
    resolve: {
      conditions: ['offhook-source', ...defaultServerConditions],
      externalConditions: ['offhook-source'],
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'asterisk',
          include: ['test/asterisk/**/*.asterisk.test.ts'],
          // Mutants take five minutes: `MUTANTS=1 npm run test:asterisk -- mutants`.
          exclude: [
            'test/asterisk/company/**',
            ...(process.env['MUTANTS'] === undefined ? ['**/mutants.asterisk.test.ts'] : []),
          ],
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        // These mostly wait for callers; each file is a process of its own, so that none keeps the app of another from its caller.
        test: {
          name: 'company',
          include: ['test/asterisk/company/*.asterisk.test.ts'],
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
    globalSetup: ['test/asterisk/support/global-setup.ts'],
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 300_000,
    teardownTimeout: 20_000,
  },
});
