import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { until } from '../../support/until.ts';
import { startIn } from '../bed/command.ts';
import type { Sighting, Witness } from './sighting.ts';

/** The services of a bed's internet, and what they saw. */
export interface Internet extends AsyncDisposable {
  readonly sightings: readonly Sighting[];
  /** Waits until all of these have seen somebody at that time or later. */
  sees(witnesses: readonly Witness[], after: number, timeoutMs?: number): Promise<void>;
}

/** @param certificate where the one of its servers goes */
export async function startInternet(namespace: string, certificate: string): Promise<Internet> {
  const program = startIn(namespace, [process.execPath, join(import.meta.dirname, 'serve.ts'), certificate]);
  const sightings: Sighting[] = [];
  let isReady = false;
  createInterface({ input: program.child.stdout }).on('line', (line) => {
    if (line === 'ready') isReady = true;
    else sightings.push(JSON.parse(line) as Sighting);
  });
  const alive = () => {
    if (program.child.exitCode !== null) throw new Error(`The internet has ended: ${program.output()}`);
  };
  await until(() => (alive(), isReady), { what: () => `the internet is there: ${program.output()}` });
  return {
    sightings,
    async sees(witnesses, after, timeoutMs = 40_000) {
      const missing = () => {
        const recent = new Set(sightings.filter(({ at }) => at >= after).map(({ by }) => by));
        return witnesses.filter((witness) => !recent.has(witness));
      };
      await until(() => (alive(), missing().length === 0), {
        what: () => `the internet sees somebody at: ${missing().join(', ')}`,
        timeoutMs,
      });
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
