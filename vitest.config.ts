import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/harness/longest-first.ts';

/** Both kinds of tests run with the same number of hands, or one would wait for the other. More than two cores have: some mostly wait. */
const WORKERS = 3;
const base = {
  resolve: { conditions: ['source', 'node'] },
  ssr: { resolve: { conditions: ['source', 'node'] } },
};

// unit: pure code, beside what it tests. system: needs real servers, which test/harness/servers.ts starts once and shares.
export default defineConfig({
  test: {
    pool: 'forks',
    // The next file of a worker finds loaded what the last one has: loading and warming up were a third of the time.
    isolate: false,
    fsModuleCache: true,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        ...base,
        test: { name: 'unit', include: ['{workflows,templates,server,editor}/**/*.spec.ts'], testTimeout: 60_000, maxWorkers: WORKERS },
      },
      {
        ...base,
        test: {
          name: 'system',
          include: ['test/**/*.spec.ts'],
          globalSetup: ['test/harness/servers.ts'],
          // What is polled for comes as soon as it can; three files at once may make it wait.
          expect: { poll: { timeout: 10_000 } },
          testTimeout: 180_000,
          hookTimeout: 120_000,
          maxWorkers: WORKERS,
        },
      },
    ],
  },
});
