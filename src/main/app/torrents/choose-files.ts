import picomatch from 'picomatch';
import { AppError } from '#shared/contract/errors.ts';

interface Choosable {
  readonly path: readonly string[];
  readonly kind: 'content' | 'padding' | 'link';
}

export interface Choice {
  readonly globs?: readonly string[] | undefined;
  readonly indexes?: readonly number[] | undefined;
}

/**
 * Which files are wanted. A glob is held against the path below the torrent's own folder and against the bare name:
 * `*.flac` finds them at any depth, `cd1/*` those of one folder.
 * @throws AppError `invalid-input` when nothing is left to download
 */
export function chooseFiles(files: readonly Choosable[], { globs, indexes }: Choice): boolean[] {
  const wanted = files.map(() => true);
  if (indexes !== undefined) {
    const unknown = indexes.find((index) => files[index] === undefined);
    if (unknown !== undefined)
      throw new AppError('invalid-input', `This torrent has no file number ${unknown}.`);
    const chosen = new Set(indexes);
    for (const index of files.keys()) wanted[index] = chosen.has(index);
  } else if (globs !== undefined && globs.length > 0) {
    const matches = picomatch([...globs], { nocase: true });
    for (const [index, { path }] of files.entries()) {
      const below = path.length > 1 ? path.slice(1) : path;
      wanted[index] = matches(below.join('/')) || matches(below.at(-1) ?? '');
    }
  }
  if (files.some(({ kind }, index) => kind === 'content' && wanted[index] === true)) return wanted;
  throw new AppError('invalid-input', 'No file of this torrent is chosen.');
}
