import { mkdir } from 'node:fs/promises';
import { AppError } from '#shared/contract/errors.ts';
import type { Paths } from '../ports/paths.ts';

/**
 * Makes the folders of the data directory where they are not there, for their owner alone.
 * @throws AppError `not-writable`
 */
export async function makeDataFolders(paths: Paths): Promise<void> {
  try {
    for (const folder of [paths.dataDir, paths.progress, paths.torrentFiles, paths.artwork])
      await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new AppError('not-writable', `The data folder ${paths.dataDir} cannot be used.`, { cause: error });
  }
}
