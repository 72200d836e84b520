import { defineConfig } from 'vitest/config';

/** Measurements: one at a time, with the machine to itself. */
export default defineConfig({
  test: {
    include: ['src/test/e2e/**/*.long.e2e.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Vitest's own second is no longer than what some of them wait for.
    expect: { poll: { timeout: 15_000 } },
    fileParallelism: false,
  },
});
