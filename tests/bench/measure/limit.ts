/** Something took longer than it may. A stalled client is a result of a benchmark, not the end of it. */
export class LimitError extends Error {
  override readonly name = 'LimitError';
}

interface Limit {
  readonly seconds: number;
  /** Ends the sentence "Not within 120 s: …"; asked when time is up, so that it can say how far things got. */
  readonly what: () => string;
}

/** The promise's own end, or a LimitError when that does not come in time. Whoever started the work ends it. */
export async function within<T>({ seconds, what }: Limit, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LimitError(`Not within ${seconds} s: ${what()}`)), 1000 * seconds);
  });
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
