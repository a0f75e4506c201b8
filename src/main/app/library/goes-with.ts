import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { albumArtworkAmong, isDiscFolder, isSubtitleOf } from '../../media/index.ts';

interface FileOnDisk {
  /** Absolute. */
  readonly path: string;
  readonly sizeBytes: number;
}

/**
 * What lies beside files and belongs to them: the cover of an album, the subtitles of a film. Whoever gets the one without
 * the other misses it.
 */
export async function goesWith(files: readonly FileOnDisk[]): Promise<FileOnDisk[]> {
  const folders = new Map<string, string[]>();
  for (const { path } of files) {
    const folder = dirname(path);
    folders.set(folder, [...(folders.get(folder) ?? []), basename(path)]);
    if (isDiscFolder(basename(folder)) && !folders.has(dirname(folder))) folders.set(dirname(folder), []);
  }
  const found = await Promise.all([...folders].map(([folder, chosen]) => besideIn(folder, chosen)));
  const chosen = new Set(files.map(({ path }) => path));
  return found.flat().filter(({ path }) => !chosen.has(path));
}

async function besideIn(folder: string, chosen: readonly string[]): Promise<FileOnDisk[]> {
  const names = await readdir(folder).catch(() => []);
  const cover = albumArtworkAmong(names);
  const subtitles = names.filter((name) => chosen.some((film) => isSubtitleOf(film, name)));
  const wanted = cover === undefined ? subtitles : [cover, ...subtitles];
  const stats = await Promise.all(
    wanted.map(async (name) => {
      const path = join(folder, name);
      // A link could lead to what nobody means to share.
      const stat = await lstat(path).catch(() => undefined);
      return stat?.isFile() === true ? [{ path, sizeBytes: stat.size }] : [];
    }),
  );
  return stats.flat();
}
