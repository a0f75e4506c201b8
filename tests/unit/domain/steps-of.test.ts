import { expect, test } from 'vitest';
import { stepsOf } from '../../../src/shared/domain/steps-of.ts';

const never = new AbortController().signal;
const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Error('given up')), { once: true }),
  );

test('steps come in order, also those told at once, and the end of the work is theirs', async () => {
  const steps = await Array.fromAsync(
    stepsOf<number>(async (tell) => {
      tell(1);
      tell(2);
      await Promise.resolve();
      tell(3);
    }, never),
  );
  expect(steps).toEqual([1, 2, 3]);
});

test('what the work throws comes after what it told', async () => {
  const seen: number[] = [];
  const reading = (async () => {
    for await (const step of stepsOf<number>((tell) => {
      tell(1);
      return Promise.reject(new Error('full'));
    }, never))
      seen.push(step);
  })();
  await expect(reading).rejects.toThrow('full');
  expect(seen).toEqual([1]);
});

test('who leaves the loop has the work give up, and waits for it', async () => {
  let hasCleanedUp = false;
  for await (const step of stepsOf<number>(async (tell, signal) => {
    tell(1);
    await untilAborted(signal).finally(async () => {
      await Promise.resolve();
      hasCleanedUp = true;
    });
  }, never))
    if (step === 1) break;
  expect(hasCleanedUp).toBe(true);
});

test('the signal reaches the work, with its reason', async () => {
  const abort = new AbortController();
  const steps = stepsOf<number>(async (tell, signal) => {
    tell(1);
    await untilAborted(signal);
  }, abort.signal);
  expect(await steps.next()).toEqual({ done: false, value: 1 });
  abort.abort();
  await expect(steps.next()).rejects.toThrow('given up');
});
