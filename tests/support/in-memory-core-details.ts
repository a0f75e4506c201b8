import type { Handlers } from '../../src/shared/contract/define.ts';
import { AppError } from '../../src/shared/contract/errors.ts';
import type { torrentDetailsApi } from '../../src/shared/contract/torrent-details-api.ts';
import type { PieceMap, Torrent } from '../../src/shared/contract/torrent.ts';
import { parseInfoHash } from '../../src/shared/domain/info-hash.ts';
import { formatMagnet } from '../../src/shared/domain/magnet.ts';
import { exampleFiles } from './in-memory-core-examples.ts';
import { again } from './in-memory-core-streams.ts';
import type { World } from './in-memory-core-world.ts';

interface DetailParts {
  readonly world: World;
  find(id: string): Torrent;
}

/** What is inside a torrent. */
export function detailHandlers({ world, find }: DetailParts): Handlers<typeof torrentDetailsApi> {
  function filesOf(torrent: Torrent) {
    if (torrent.sizeBytes === 0)
      throw new AppError('no-metadata-yet', 'The list of files has not arrived yet.');
    const known =
      world.files.get(torrent.id) ?? exampleFiles(torrent.name, Math.min(torrent.fileCount, 2500));
    world.files.set(torrent.id, known);
    return known;
  }

  return {
    'torrents.torrentFile': async ({ id }) => {
      await world.enter('torrents.torrentFile', { id });
      const torrent = find(id);
      if (torrent.sizeBytes === 0) throw new AppError('no-metadata-yet', 'There is no .torrent file yet.');
      return { name: `${torrent.name}.torrent`, torrentFile: btoa('d4:infodee'), magnet: magnetOf(torrent) };
    },
    'torrents.files': ({ id }) => Promise.resolve(filesOf(find(id))),
    'torrents.watchFiles': async function* ({ id }, { signal }) {
      await world.enter('torrents.watchFiles', { id });
      yield* again(signal, () => filesOf(find(id)));
    },
    'torrents.selectFiles': async ({ id, wanted }) => {
      await world.enter('torrents.selectFiles', { id, wanted });
      const chosen = new Set(wanted);
      const torrent = find(id);
      const files = filesOf(torrent).map((file) => ({
        ...file,
        isWanted: chosen.has(file.index),
        priority: chosen.has(file.index) ? ('normal' as const) : ('skip' as const),
      }));
      world.files.set(torrent.id, files);
      return files;
    },
    'torrents.setFilePriorities': async ({ id, files: wishes }) => {
      await world.enter('torrents.setFilePriorities', { id, files: wishes });
      const torrent = find(id);
      const files = filesOf(torrent).map((file) => {
        const priority = wishes.find(({ index }) => index === file.index)?.priority ?? file.priority;
        return { ...file, priority, isWanted: priority !== 'skip' };
      });
      world.files.set(torrent.id, files);
      return files;
    },
    'streams.open': async ({ id, file = 0 }) => {
      await world.enter('streams.open', { id, file });
      const found = filesOf(find(id))[file];
      if (found === undefined) throw new AppError('invalid-input', 'There is no such file.');
      const { index, path, sizeBytes } = found;
      return {
        url: `http://127.0.0.1:4711/secret/${encodeURIComponent(path)}`,
        file: { index, path, sizeBytes },
      };
    },
    'streams.close': ({ id }) => world.enter('streams.close', { id }),
    'torrents.peers': ({ id }) => Promise.resolve(world.peers.get(id) ?? []),
    'torrents.watchPeers': async function* ({ id }, { signal }) {
      await world.enter('torrents.watchPeers', { id });
      yield* again(signal, () => world.peers.get(find(id).id) ?? []);
    },
    'torrents.addPeer': async ({ id, address }) => {
      await world.enter('torrents.addPeer', { id, address });
      return find(id);
    },
    'torrents.trackers': ({ id }) => Promise.resolve(world.trackers.get(id) ?? []),
    'torrents.watchTrackers': async function* ({ id }, { signal }) {
      await world.enter('torrents.watchTrackers', { id });
      yield* again(signal, () => world.trackers.get(find(id).id) ?? []);
    },
    'torrents.watchPieces': ({ id, stretches }, { signal }) =>
      again(signal, () => pieceMap(find(id), stretches)),
  };
}

export function magnetOf({ infoHash, name }: Torrent): string {
  const hash = parseInfoHash(infoHash);
  if (hash === undefined) throw new Error('An example has a bad infohash.');
  return formatMagnet({ infoHash: hash, name, trackers: ['udp://tracker.example:6969/announce'] });
}

function pieceMap({ progress, sizeBytes, peers }: Torrent, stretches: number): PieceMap {
  // Spread over the torrent as rarest-first spreads them, the same in every run.
  const isHere = (at: number) => ((at * 7919) % 1000) / 1000 < progress || at / stretches < progress * 0.5;
  const pieceSizeBytes = 1_048_576;
  return {
    pieceCount: Math.ceil(sizeBytes / pieceSizeBytes),
    pieceSizeBytes,
    have: Array.from({ length: stretches }, (_, at) =>
      progress >= 1 || isHere(Math.floor(at / 6) * 6) ? 1 : 0,
    ),
    availability: Array.from({ length: stretches }, (_, at) =>
      peers === 0 ? 0 : 1 + (((at >> 4) * 31) % 6),
    ),
  };
}
