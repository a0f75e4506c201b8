import { opendir } from 'node:fs/promises';
import { AppError } from '#shared/contract/errors.ts';

/** What systems say of a drive that was pulled out or does not answer. */
const awayCodes: readonly string[] = [
  'EIO',
  'ENODEV',
  'ENXIO',
  'ESTALE',
  'ENOTCONN',
  'EHOSTDOWN',
  'ETIMEDOUT',
];

/** Why a file of a library folder was not opened: the drive is away, the file is gone, or it may not be read. */
export async function whyNotOpened(error: unknown, folder: string): Promise<AppError> {
  if (error instanceof AppError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? ''; // what the file system throws has a code
  if (awayCodes.includes(code) || (code === 'ENOENT' && (await isAway(folder))))
    return new AppError(
      'drive-away',
      'The drive with this file is not there. It plays on when the drive is back.',
      {
        cause: error,
      },
    );
  if (code === 'ENOENT')
    return new AppError('path-missing', 'The file is not on the disk.', { cause: error });
  return new AppError('not-readable', 'The file cannot be read.', { cause: error });
}

/** Its folder is not there, or is empty as the place is where a drive was. */
async function isAway(folder: string): Promise<boolean> {
  try {
    await using entries = await opendir(folder);
    return (await entries.read()) === null;
  } catch {
    return true;
  }
}
