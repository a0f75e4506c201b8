import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from './rounds.ts';

/** Node names profiles by date and process. */
const fresh = /^CPU\..*\.cpuprofile$/u;

/** Gives the engine's profile of one run the run's name, and throws away those of the core, which moves no bytes. */
export async function nameProfiles(folder: string, { shape, contender, round }: Run): Promise<void> {
  for (const name of (await readdir(folder)).filter((file) => fresh.test(file))) {
    const path = join(folder, name);
    const isEngine = (await readFile(path, 'utf8')).includes('engine-process');
    const runName = `${shape}-${contender.toLowerCase().replaceAll(' ', '-')}-${round}`;
    if (isEngine && round > 0) await rename(path, join(folder, `${runName}.cpuprofile`));
    else await rm(path);
  }
}
