import { defineConfig } from 'vitest/config';

const inProject = (name: string, options: Record<string, unknown> = {}) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], ...options },
});

/** Suites that start the built program. */
const onTheBuild = {
  globalSetup: ['tests/support/build-first.ts'],
  testTimeout: 180_000,
  hookTimeout: 180_000,
};

/**
 * Other people's clients and browsers, side by side on two cores: what fails once for want of them is tried again in CI, and
 * the summary names it. Never for leaks, hostile peers or lost data: one that is seen once in twenty runs is there.
 */
const withOthers = { ...onTheBuild, retry: process.env.CI === 'true' ? 1 : 0 };

export default defineConfig({
  test: {
    // Two cores; suites of real processes wait more than they compute.
    maxWorkers: 3,
    reporters: ['default', './tests/support/summary-reporter.ts'],
    projects: [
      inProject('unit', { testTimeout: 30_000 }),
      inProject('integration', onTheBuild),
      inProject('interop', withOthers),
      inProject('hostile', onTheBuild),
      inProject('renderer', withOthers),
      inProject('e2e', withOthers),
      inProject('leak', {
        ...onTheBuild,
        globalSetup: ['tests/leak/client/stage.ts'],
        // A scenario takes 5 s; ten times that on a computer with ten times too much to do.
        testTimeout: 120_000,
        // After the others: whether a tunnel is noticed in time must not depend on a Chromium beside it.
        sequence: { groupOrder: 1 },
      }),
      // Alone: how fast a swarm is must not depend on what else is tried.
      inProject('swarm', { ...onTheBuild, sequence: { groupOrder: 2 } }),
      // Alone too: what a process holds when it is quiet is looked at, and beside a Chromium it does not become quiet in time.
      inProject('churn', { ...onTheBuild, sequence: { groupOrder: 3 } }),
    ],
  },
});
