import { setTimeout as sleep } from 'node:timers/promises';

/** A scan writes from another thread, so nobody here is told: the number is looked at twice a second. */
const lookEveryMs = 500;

/** The number at once, then whenever it is another one. Ends with the signal. */
export async function* watchRevision(
  revision: () => number,
  signal: AbortSignal,
): AsyncGenerator<{ revision: number }> {
  let last: number | undefined;
  while (!signal.aborted) {
    const is = revision();
    if (is !== last) yield { revision: is };
    last = is;
    await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
}
