import { constants, existsSync } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import { AppError } from '#shared/contract/errors.ts';

/**
 * The folder a torrent is to be saved in, made if it is not there.
 * @throws AppError `invalid-input` for a path that is not absolute, `not-writable`
 */
export async function prepareSaveFolder(path: string): Promise<string> {
  if (!isAbsolute(path))
    throw new AppError('invalid-input', `The folder must be given from the root on: "${path}" is not.`);
  const folder = resolve(path);
  try {
    await makeFolder(folder);
    if (!(await stat(folder)).isDirectory())
      throw new AppError('not-writable', `${folder} is a file, not a folder.`);
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOSPC')
      throw new AppError('disk-full', `The disk of ${folder} is full.`, { cause: error });
    const why =
      code === 'EEXIST' || code === 'ENOTDIR'
        ? 'a file is in the way'
        : code === 'EROFS'
          ? 'the disk is read-only'
          : 'it is not allowed';
    throw new AppError('not-writable', `${folder} cannot be used: ${why}.`, { cause: error });
  }
  return folder;
}

/** Node says ENOENT where the disk is read-only (mkdir with `recursive`); asked of the folder above, it says why. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    let above = dirname(folder);
    while (!existsSync(above) && dirname(above) !== above) above = dirname(above);
    await access(above, constants.W_OK);
    throw error;
  }
}
