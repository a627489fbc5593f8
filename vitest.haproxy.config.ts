import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const conditions = ['offhook-source', ...defaultServerConditions];

// Calls through a real HAProxy: needs Debian's package, which root gets installed.
export default defineConfig({
  ssr: { resolve: { conditions, externalConditions: ['offhook-source'] } },
  test: {
    include: ['test/haproxy/**/*.haproxy.test.ts'],
    expect: { requireAssertions: true },
    globalSetup: ['test/haproxy/support/global-setup.ts'],
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
