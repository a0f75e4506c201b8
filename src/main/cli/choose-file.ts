import { AppError } from '#shared/contract/errors.ts';
import type { TorrentFile } from '#shared/contract/torrent.ts';

/** A file by its number, its path, or the end of its path. @throws AppError `invalid-input`, `ambiguous-id` */
export function chooseFile(files: readonly TorrentFile[], wish: string): number {
  const exact = files.find(({ index, path }) => String(index) === wish || path === wish);
  if (exact !== undefined) return exact.index;
  const fitting = files.filter(({ path }) => path.endsWith(wish));
  const [only] = fitting;
  if (only === undefined) throw new AppError('invalid-input', `There is no file "${wish}".`);
  if (fitting.length > 1)
    throw new AppError('ambiguous-id', `"${wish}" fits ${fitting.length} files; give more of it.`);
  return only.index;
}
