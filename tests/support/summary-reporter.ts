import type { Reporter, TestModule } from 'vitest/node';
import { missingTools } from './tools.ts';

/** The last line of a run: what a script or a person wants to know, over all suites. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        count[test.result().state]++;
        if (test.diagnostic()?.flaky === true)
          console.log(`Passed only when it was tried again: ${test.fullName}`);
      }
      // A file that could not be loaded holds no tests and is no success.
      if (module.children.size === 0 || module.errors().length > 0) count.failed++;
    }
    const missing = missingTools();
    if (missing.length > 0)
      console.log(`Not installed here, so their tests were skipped: ${missing.join(', ')}`);
    console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped + count.pending} skipped`);
  }
}
