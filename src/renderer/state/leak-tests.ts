import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { AppError } from '#shared/contract/errors.ts';
import type { LeakCheck, LeakReport } from '#shared/contract/network.ts';
import { isCancelled, toAppError, useApi } from '../api/index.ts';

export type LeakTest =
  | { readonly kind: 'running'; readonly checks: readonly LeakCheck[]; readonly stop: () => void }
  | { readonly kind: 'done'; readonly report: LeakReport }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'stopped' };

/** One leak test for each profile. It goes on while another page is looked at, and its report stays. */
export const useLeakTestsStore = defineStore('leak-tests', () => {
  const client = useApi();
  const tests = shallowRef<ReadonlyMap<string, LeakTest>>(new Map());

  function put(name: string, test: LeakTest): void {
    tests.value = new Map([...tests.value, [name, test]]);
  }

  /** @returns the report, or undefined when there is none: why is then in `tests` */
  async function run(name: string): Promise<LeakReport | undefined> {
    const running = new AbortController();
    const stop = () => running.abort();
    let checks: readonly LeakCheck[] = [];
    put(name, { kind: 'running', checks, stop });
    try {
      for await (const step of client['profiles.leakTest']({ name }, { signal: running.signal })) {
        if (step.kind === 'report') {
          put(name, { kind: 'done', report: step.report });
          return step.report;
        }
        checks = [...checks, step.check];
        put(name, { kind: 'running', checks, stop });
      }
      put(name, { kind: 'stopped' });
    } catch (failure) {
      put(name, isCancelled(failure) ? { kind: 'stopped' } : { kind: 'failed', error: toAppError(failure) });
    }
    return undefined;
  }

  return { tests, run };
});
