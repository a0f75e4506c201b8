import type { OpenStream } from '#shared/contract/torrent-details-api.ts';
import type { Client } from '#shared/contract/define.ts';
import type { EngineApi, PlacedFile } from '#shared/contract/engine.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { ByteRange } from '#shared/domain/byte-range.ts';
import { mediaTypeOf } from '#shared/domain/media-type.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { MediaReader } from '../../network/index.ts';
import type { Noted } from '../../ports/exposure.ts';
import type { Served } from '../served/served.ts';
import type { LiveTorrent } from '../torrents/live-torrent.ts';
import type { PlayFirst } from '../torrents/play-first.ts';
import type { Registry } from '../torrents/registry.ts';
import { makeReader } from './read-file.ts';
import { isStored, makeWhatIsThere } from './what-is-there.ts';

/** Files of torrents for players on this computer. */
export interface Streams {
  /**
   * The same file has the same URL until close().
   * @param index undefined: the largest that a player opens, else the largest
   * @throws AppError `no-metadata-yet`, `invalid-input`
   */
  open(torrent: LiveTorrent, index: number | undefined): Promise<OpenStream>;
  /** A person asks for it: where not all of it is here and the torrent is paused, it goes on. @throws AppError as open() */
  resumeFor(torrent: LiveTorrent, index: number | undefined): Promise<void>;
  /** Which file that would be. @throws AppError as open() */
  find(torrent: LiveTorrent, index: number | undefined): StreamedFile;
  /** The other files of its folder. */
  filesBeside(torrent: LiveTorrent, file: StreamedFile): readonly StreamedFile[];
  /** Its URLs are nothing any more, and who reads by one is cut off. */
  close(infoHash: InfoHash): void;
}

/** A file of a torrent, as far as it is there, and as it comes. */
export interface StreamedFile {
  readonly index: number;
  readonly path: readonly string[];
  readonly sizeBytes: number;
  /** As that of what the door serves. */
  read(range: ByteRange, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  /** Somebody begins or ends to read it. */
  onReader(reader: MediaReader): void;
}

interface StreamsParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly served: Served;
  readonly playFirst: PlayFirst;
  clientFor(torrent: LiveTorrent): Client<EngineApi>;
  /** A player learns of a torrent. */
  note(noted: Noted): void;
}

/** What of a torrent is withdrawn when it goes. */
export const servedGroupOf = (infoHash: InfoHash) => `torrent ${infoHash}`;

export function makeStreams(parts: StreamsParts): Streams {
  const { registry, catalog, served, playFirst, clientFor, note } = parts;
  const { bringOn } = playFirst;
  const read = makeReader({ whatIsThere: makeWhatIsThere({ catalog, clientFor, bringOn }) });

  function fileAt(infoHash: InfoHash, index: number) {
    const torrent = registry.get(infoHash);
    const file = catalog.contents.content(infoHash)?.files[index];
    return torrent === undefined || file === undefined ? undefined : { torrent, file };
  }

  function find({ stored: { infoHash } }: LiveTorrent, wanted: number | undefined): StreamedFile {
    const files = catalog.contents.content(infoHash)?.files;
    if (files === undefined)
      throw new AppError('no-metadata-yet', 'The files are not known before peers have sent their list.');
    const index = wanted ?? mainFile(files);
    const file = files[index];
    if (file?.kind !== 'content') throw new AppError('invalid-input', `There is no file ${index}.`);
    return streamed(infoHash, index, file);
  }

  function streamed(infoHash: InfoHash, index: number, file: PlacedFile): StreamedFile {
    return {
      index,
      path: file.path,
      sizeBytes: file.sizeBytes,
      async read(range, signal) {
        const now = fileAt(infoHash, index);
        if (now === undefined) throw new AppError('not-found', 'This torrent was removed.');
        return read(now, range, signal);
      },
      onReader: (reader) => note({ ...asParty, ...reader, torrent: infoHash }),
    };
  }

  return {
    find,
    async resumeFor(torrent, wanted) {
      const found = fileAt(torrent.stored.infoHash, find(torrent, wanted).index);
      if (found?.file.isWanted !== true) return;
      if (isStored(catalog, found, { from: 0, to: found.file.sizeBytes })) return;
      await playFirst.resume(torrent);
    },
    filesBeside({ stored: { infoHash } }, { index, path }) {
      const folder = path.slice(0, -1).join('/');
      return [...(catalog.contents.content(infoHash)?.files.entries() ?? [])]
        .filter(([at, file]) => at !== index && file.kind === 'content')
        .filter(([, file]) => file.path.slice(0, -1).join('/') === folder)
        .map(([at, file]) => streamed(infoHash, at, file));
    },
    async open(torrent, wanted) {
      const { infoHash } = torrent.stored;
      const { index, path, sizeBytes, onReader } = find(torrent, wanted);
      const url = await served.offer({
        key: `${servedGroupOf(infoHash)} ${index}`,
        group: servedGroupOf(infoHash),
        find(_name, revoked) {
          const now = fileAt(infoHash, index);
          if (now === undefined) return undefined;
          return {
            kind: 'file',
            name: now.file.path.at(-1) ?? '',
            sizeBytes: now.file.sizeBytes,
            version: `${infoHash}-${index}`,
            revoked,
            onReader,
            open: (range, signal) => read(now, range, signal),
          };
        },
      });
      const name = encodeURIComponent(path.at(-1) ?? '');
      return { url: `${url}${name}`, file: { index, path: path.join('/'), sizeBytes } };
    },
    close: (infoHash) => served.withdraw(servedGroupOf(infoHash)),
  };
}

/** It comes by the loopback door, and learns what is played and that it is there. */
const asParty = {
  kind: 'media',
  direction: 'in',
  transport: 'http',
  isEncrypted: false,
  learns: ['infohash', 'pieces'],
} as const satisfies Partial<Noted>;

function mainFile(files: readonly PlacedFile[]): number {
  const content = [...files.keys()].filter((index) => files[index]?.kind === 'content');
  const media = content.filter((index) => mediaTypeOf(files[index]?.path.at(-1) ?? '') !== undefined);
  const sizeOf = (index: number) => files[index]?.sizeBytes ?? 0;
  const among = media.length > 0 ? media : content;
  return among.reduce((best, index) => (sizeOf(index) > sizeOf(best) ? index : best), among[0] ?? 0);
}
