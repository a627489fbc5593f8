import { defineConfig } from 'vitest/config';

// What users get: the packed tarball, installed in an empty folder, on every Node we support.
export default defineConfig({
  test: {
    include: ['test/package/**/*.package.test.ts'],
    expect: { requireAssertions: true },
    testTimeout: 120_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
