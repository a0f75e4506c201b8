import { randomInt } from 'node:crypto';
import type fc from 'fast-check';
import { endlessly } from '../support/endlessly.ts';
import type { Target } from './target.ts';

/** Of everything random in this suite; set WARREN_HOSTILE_SEED to have the same inputs again. */
export const seed = Number(process.env.WARREN_HOSTILE_SEED ?? randomInt(2 ** 31 - 1));

/** How much more or less than usual: 1 is 100,000 inputs in a run of the whole suite. */
const share = Number(process.env.WARREN_HOSTILE_SHARE ?? 1);

export const manyInputs = (usual: number): number => Math.ceil(usual * share);

/** Values of this kind without end. */
export const endless = <T>(arbitrary: fc.Arbitrary<T>): Generator<T, never> => endlessly(arbitrary, seed);

/** Runs an attack; what goes wrong in it says with which seed, and what the engine's last words were. */
export async function seeded(target: Pick<Target, 'lastWords'>, attack: () => Promise<void>): Promise<void> {
  try {
    await attack();
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    const words = await target.lastWords();
    throw new Error(`${told}\nWARREN_HOSTILE_SEED=${seed} makes the same inputs again.\n${words}`, {
      cause: error,
    });
  }
}
