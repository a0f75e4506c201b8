import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from './rounds.ts';
import { isThere } from './verify.ts';

/** What the engine of the run at hand writes. */
export const freshProfile = 'engine.cpuprofile';

/** Gives the profile of a run, if it made one, the run's name. */
export async function nameProfile(folder: string, { shape, contender, round }: Run): Promise<void> {
  const path = join(folder, freshProfile);
  const name = `${shape}-${contender.toLowerCase().replaceAll(' ', '-')}-${round}.cpuprofile`;
  if (await isThere(path)) await rename(path, join(folder, name));
}
