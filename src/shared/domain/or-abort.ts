/**
 * What `work` gives, unless the signal comes first. For many pieces of work beside one long-lived signal: a
 * `Promise.race` with one promise that stays open keeps every result for as long as that one lives.
 * @throws the signal's reason, and what `work` throws
 */
export function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    // A signal may be given any reason; it is passed on as it is.
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    const onAbort = () => reject(signal.reason);
    const settle = () => signal.removeEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(settle);
  });
}
