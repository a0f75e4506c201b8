import { basename } from 'node:path';
import { maxSubtitleBytes } from '../../media/index.ts';
import { servedGroupOf, type StreamedFile, type Streams } from '../streams/streams.ts';
import type { LiveTorrent } from '../torrents/live-torrent.ts';
import { openLibraryFile } from './library-file.ts';
import type { PlayableFile } from './library-files.ts';
import { readWhole } from './read-whole.ts';
import type { PlayerSource, SubtitleSource } from './source.ts';
import { subtitleBeside } from './subtitle-names.ts';

/** A finished file of the library. @throws AppError `path-missing`, `not-readable` */
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

/** A file of a torrent, also while it arrives; its subtitles are other files of the same folder. */
export function sourceInTorrent(torrent: LiveTorrent, file: StreamedFile, streams: Streams): PlayerSource {
  const { infoHash } = torrent.stored;
  const name = file.path.at(-1) ?? '';
  return {
    key: `${infoHash}-${file.index}`,
    group: servedGroupOf(infoHash),
    name,
    title: name,
    sizeBytes: file.sizeBytes,
    isArriving: true,
    read: file.read,
    subtitles: streams.filesBeside(torrent, file).flatMap((other) => subtitleOf(name, other)),
  };
}

function subtitleOf(film: string, file: StreamedFile): readonly SubtitleSource[] {
  const name = file.path.at(-1) ?? '';
  const found = subtitleBeside(film, name);
  if (found === undefined || file.sizeBytes > maxSubtitleBytes) return [];
  return [
    {
      name,
      language: found.language,
      read: async (signal) =>
        readWhole(await file.read({ from: 0, to: file.sizeBytes }, signal), maxSubtitleBytes),
    },
  ];
}
