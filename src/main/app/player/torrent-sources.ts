import { maxSubtitleBytes } from '../../media/index.ts';
import { servedGroupOf, type StreamedFile, type Streams } from '../streams/streams.ts';
import type { LiveTorrent } from '../torrents/live-torrent.ts';
import type { Registry } from '../torrents/registry.ts';
import { readWhole } from './read-whole.ts';
import type { PlayerSource, SubtitleSource } from './source.ts';
import { subtitleBeside } from './subtitle-names.ts';

/** Files of torrents for the player, also while they arrive. */
export interface TorrentSources {
  /**
   * @param torrentId an infohash or an unambiguous prefix of one
   * @param file undefined: the largest that a player opens
   * @throws AppError `not-found`, `ambiguous-id`, `no-metadata-yet`, `invalid-input`
   */
  open(torrentId: string, file: number | undefined): PlayerSource;
  /** A person asks for it: where not all of it is here, one that is paused goes on. @throws AppError as open() */
  resumeFor(torrentId: string, file: number | undefined): Promise<void>;
}

export function makeTorrentSources({
  registry,
  streams,
}: {
  readonly registry: Registry;
  readonly streams: Streams;
}): TorrentSources {
  return {
    open: (torrentId, file) => sourceIn(registry.resolve(torrentId), file, streams),
    resumeFor: (torrentId, file) => streams.resumeFor(registry.resolve(torrentId), file),
  };
}

/** Its subtitles are other files of the same folder. */
function sourceIn(torrent: LiveTorrent, wanted: number | undefined, streams: Streams): PlayerSource {
  const file = streams.find(torrent, wanted);
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
    onReader: file.onReader,
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
