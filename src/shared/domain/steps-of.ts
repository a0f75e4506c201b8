/**
 * What some work tells while it is at it, one step after the other. Ends with the work, and throws what it threw. Who
 * leaves the loop, or gives up by the signal, has the work told so, and waits until it is over.
 */
export async function* stepsOf<T>(
  work: (tell: (step: T) => void, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): AsyncGenerator<T> {
  const leaving = new AbortController();
  const giveUp = () => leaving.abort(signal.reason);
  if (signal.aborted) giveUp();
  else signal.addEventListener('abort', giveUp, { once: true });
  const waiting: T[] = [];
  let wake = Promise.withResolvers<undefined>();
  const end = { isReached: false };
  const working = work((step) => {
    waiting.push(step);
    wake.resolve(undefined);
  }, leaving.signal).finally(() => {
    end.isReached = true;
    wake.resolve(undefined);
  });
  // Looked at below; until then its failure is nobody's.
  working.catch(() => undefined);
  try {
    for (;;) {
      await wake.promise;
      wake = Promise.withResolvers<undefined>();
      while (waiting.length > 0) yield waiting.shift() as T;
      if (end.isReached) break;
    }
    await working;
  } finally {
    signal.removeEventListener('abort', giveUp);
    leaving.abort();
    await working.catch(() => undefined);
  }
}
