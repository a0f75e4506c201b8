/** A machine that others share can be ten times slower than it is alone: waiting costs nothing where it goes well, ms. */
const patienceMs = 60_000;
/** For whole transfers. */
export const transferPatienceMs = 150_000;

interface Patience {
  /** Ends the sentence "waited in vain until …"; asked for when it was in vain. */
  readonly what: string | (() => string);
  readonly timeoutMs?: number;
}

/** Waits for a condition, not for a time: asks again and again until it gets something else than undefined or false. */
export async function until<T>(
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  { what, timeoutMs = patienceMs }: Patience,
): Promise<T> {
  const giveUpAt = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > giveUpAt)
      throw new Error(`Waited ${timeoutMs} ms in vain until ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
