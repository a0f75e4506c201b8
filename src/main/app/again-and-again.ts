/** How often a reader that follows one torrent is told, ms. */
const followMs = 1_000;

/** Asks once a second and passes on what differs from the last answer. Ends with the signal. */
export async function* againAndAgain<T>(ask: () => Promise<T>, signal: AbortSignal): AsyncGenerator<T> {
  let last: string | undefined;
  while (!signal.aborted) {
    const answer = await ask();
    const text = JSON.stringify(answer);
    if (text !== last) yield answer;
    last = text;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, followMs);
      signal.addEventListener('abort', done);
    });
  }
}
