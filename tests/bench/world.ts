import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { compileNeutral, type Neutral } from './neutral/compile.ts';

/** Addresses on the namespace's loopback interface. Not 127/8: some clients take no peers from there. */
export const harnessAddress = '10.77.0.1';
export const clientAddress = '10.77.0.2';

/** What all runs share. */
export interface World {
  readonly folder: string;
  readonly neutral: Neutral;
  /** A port that nothing in this namespace has used yet, so that no earlier connection is in its way. */
  readonly freshPort: () => number;
  /** A folder for one run. */
  runFolder(): Promise<RunFolder>;
}

export interface RunFolder extends AsyncDisposable {
  readonly path: string;
}

const firstPort = 20_000;

export async function makeWorld(folder: string): Promise<World> {
  const programs = join(folder, 'programs');
  await mkdir(programs);
  let port = firstPort;
  return {
    folder,
    neutral: compileNeutral(programs),
    freshPort: () => port++,
    async runFolder() {
      const path = await mkdtemp(join(folder, 'run-'));
      return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
    },
  };
}
