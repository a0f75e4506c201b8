import { basename, dirname, sep } from 'node:path';
import { AppError } from '#shared/contract/errors.ts';

export interface ShareSource {
  /** For the torrent; what others see. */
  readonly name: string;
  /** The nearest folder that holds all of the files. */
  readonly folder: string;
  /** Below it, with `/`. */
  readonly files: string[];
  readonly sizeBytes: number;
}

/**
 * What has to be shared so that others get these files: the nearest folder that holds all of them, and of it only them.
 * Nothing is copied, so they must lie on one disk.
 * @param files absolute paths
 * @param title names the torrent; null: the folder's own name
 * @throws AppError `not-found` when there is no file, `invalid-input` when only a whole disk holds all of them
 */
export function shareSourceOf(
  files: readonly { readonly path: string; readonly sizeBytes: number }[],
  title: string | null,
): ShareSource {
  const [first] = files;
  if (first === undefined) throw new AppError('not-found', 'None of these files is there.');
  let folder = dirname(first.path);
  for (const { path } of files) while (!isBelow(path, folder)) folder = parentOf(folder);
  if (dirname(folder) === folder)
    throw new AppError(
      'invalid-input',
      'These files lie so far apart that only a whole disk holds all of them. Share them one folder at a time.',
    );
  const below = files.map(({ path }) =>
    path
      .slice(folder.length + 1)
      .split(sep)
      .join('/'),
  );
  return {
    name: title ?? basename(folder),
    folder,
    files: [...new Set(below)].sort(),
    sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function parentOf(folder: string): string {
  const parent = dirname(folder);
  if (parent === folder)
    throw new AppError('invalid-input', 'These files lie on different disks. Share them one disk at a time.');
  return parent;
}
