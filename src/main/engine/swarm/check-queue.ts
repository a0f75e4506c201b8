/** One check at a time: two would only make the disk seek. */
export interface CheckQueue {
  /** Waits for its turn. @throws the signal's reason when it is aborted before */
  run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

export function makeCheckQueue(): CheckQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(signal, work) {
      const mine = last.then(() => {
        signal.throwIfAborted();
        return work();
      });
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
