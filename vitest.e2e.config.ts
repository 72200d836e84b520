import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/test/e2e/**/*.e2e.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
