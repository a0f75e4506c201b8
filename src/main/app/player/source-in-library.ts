import { basename } from 'node:path';
import { maxSubtitleBytes } from '../../media/index.ts';
import { openLibraryFile } from './library-file.ts';
import type { PlayableFile } from './library-files.ts';
import { readWhole } from './read-whole.ts';
import type { PlayerSource } from './source.ts';

/** A finished file of the library. @throws AppError `drive-away`, `path-missing`, `not-readable` */
export async function sourceInLibrary(file: PlayableFile): Promise<PlayerSource> {
  const { path, folder, title } = file;
  const { version, sizeBytes, read } = await openLibraryFile({ path, folder });
  return {
    key: version,
    group: 'library',
    name: basename(path),
    title,
    sizeBytes,
    isArriving: false,
    read,
    subtitles: file.subtitles.map((subtitle) => ({
      name: basename(subtitle.path),
      language: subtitle.language,
      async read() {
        const opened = await openLibraryFile({ path: subtitle.path, folder });
        return readWhole(await opened.read({ from: 0, to: opened.sizeBytes }), maxSubtitleBytes);
      },
    })),
  };
}
