import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Begun last, each of these would run with nothing beside it; by the sizes of the files they would be. */
const LONGEST = ['console-cluster.e2e', 'e2e/node.e2e', 'e2e/fake.e2e', 'fake-move.e2e'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    const longest = LONGEST.flatMap((name) =>
      others.filter((file) => file.moduleId.includes(name)),
    );
    return [...new Set([...longest, ...others])];
  }
}

export default defineConfig({
  test: {
    include: ['src/test/e2e/**/*.e2e.ts'],
    exclude: ['src/test/e2e/**/*.long.e2e.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Vitest's own second is no longer than what some of them wait for.
    expect: { poll: { timeout: 15_000 } },
    // Each file has a browser, ports and directories of its own.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
