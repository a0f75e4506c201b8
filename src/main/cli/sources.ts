import { readFile, stat } from 'node:fs/promises';
import { AppError } from '#shared/contract/errors.ts';
import { maxMetainfoBytes } from '#shared/domain/metainfo.ts';

/** What stands behind `warren add`: a magnet link as it is, or the content of a .torrent file. @throws AppError */
export async function readSourceArgument(
  text: string,
): Promise<{ magnet: string } | { torrentFile: string }> {
  if (/^magnet:/iu.test(text)) return { magnet: text };
  const found = await stat(text).catch(() => undefined);
  if (found === undefined) {
    throw new AppError('path-missing', `"${text}" is neither a magnet link nor a file that is there.`);
  }
  if (!found.isFile()) throw new AppError('invalid-input', `"${text}" is not a file.`);
  // Before reading: nobody waits for a gigabyte to be refused.
  if (found.size > maxMetainfoBytes)
    throw new AppError('invalid-torrent', 'This file is larger than any torrent file (16 MiB).');
  const bytes = await readFile(text).catch((error: unknown) => {
    throw new AppError('not-readable', `"${text}" cannot be read.`, { cause: error });
  });
  return { torrentFile: bytes.toString('base64') };
}
