import type { Client } from '#shared/contract/define.ts';
import type { EngineApi } from '#shared/contract/engine.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { Peer, PieceMap, TorrentFile, Tracker } from '#shared/contract/torrent.ts';
import { countPieces, hasPiece } from '#shared/domain/bitfield.ts';
import { filePriorityOf } from '#shared/domain/file-priority.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { LiveTorrent } from './live-torrent.ts';

interface DetailsParts {
  readonly catalog: Catalog;
  clientFor(torrent: LiveTorrent): Client<EngineApi>;
}

/** What is asked about one torrent: from its engine while it has one, else from what is stored. */
export function makeDetails({ catalog, clientFor }: DetailsParts) {
  async function ask<T>(
    torrent: LiveTorrent,
    question: (client: Client<EngineApi>) => Promise<T>,
  ): Promise<T | undefined> {
    if (torrent.figures === undefined) return undefined;
    try {
      return await question(clientFor(torrent));
    } catch (error) {
      // It has just been stopped, or the engine is being started again.
      const isGone =
        error instanceof AppError && ['not-found', 'engine-down', 'disconnected'].includes(error.code);
      if (isGone) return undefined;
      throw error;
    }
  }

  function storedBitfield(torrent: LiveTorrent): Uint8Array {
    return catalog.contents.progress(torrent.stored.infoHash)?.bitfield ?? new Uint8Array();
  }

  return {
    async files(torrent: LiveTorrent): Promise<TorrentFile[]> {
      const { infoHash } = torrent.stored;
      const content = catalog.contents.content(infoHash);
      if (content === undefined) return [];
      const done = await ask(torrent, (client) => client['torrents.files']({ infoHash }));
      const bitfield = storedBitfield(torrent);
      const pieceCount = Math.ceil(torrent.stored.sizeBytes / content.pieceSizeBytes);
      const isWhole = countPieces(bitfield) === pieceCount;
      return content.files
        .map(({ path, sizeBytes, isWanted, priority: wish, offset, kind }, index) => {
          const priority = filePriorityOf({ isWanted, priority: wish });
          const resting = () => (isWhole ? 1 : shareOf(bitfield, offset, sizeBytes, content.pieceSizeBytes));
          const live = done?.[index];
          const progress = sizeBytes === 0 ? 1 : live === undefined ? resting() : live / sizeBytes;
          return { index, path: path.join('/'), sizeBytes, progress, isWanted, priority, kind };
        })
        .filter(({ kind }) => kind === 'content')
        .map(({ kind: _, ...file }) => file);
    },
    async peers(torrent: LiveTorrent): Promise<Peer[]> {
      const { infoHash } = torrent.stored;
      return (await ask(torrent, (client) => client['torrents.peers']({ infoHash }))) ?? [];
    },
    async trackers(torrent: LiveTorrent): Promise<Tracker[]> {
      const { infoHash, trackers } = torrent.stored;
      const resting = {
        state: 'waiting' as const,
        message: null,
        seeds: null,
        leeches: null,
        lastAnnounceAt: null,
      };
      return (
        (await ask(torrent, (client) => client['torrents.trackers']({ infoHash }))) ??
        trackers.flatMap((urls, tier) => urls.map((url) => ({ url, tier, ...resting })))
      );
    },
    async pieces(torrent: LiveTorrent, stretches: number): Promise<PieceMap> {
      const { infoHash, sizeBytes } = torrent.stored;
      const live = await ask(torrent, (client) => client['torrents.pieces']({ infoHash, stretches }));
      if (live !== undefined) return live;
      const pieceSizeBytes = catalog.contents.content(infoHash)?.pieceSizeBytes ?? 0;
      const pieceCount = pieceSizeBytes > 0 ? Math.ceil(sizeBytes / pieceSizeBytes) : 0;
      const count = Math.min(stretches, pieceCount);
      const bitfield = storedBitfield(torrent);
      const have = Array.from({ length: count }, (_, stretch) => {
        const start = Math.floor((stretch * pieceCount) / count) * pieceSizeBytes;
        const end = Math.floor(((stretch + 1) * pieceCount) / count) * pieceSizeBytes;
        return shareOf(bitfield, start, end - start, pieceSizeBytes);
      });
      return { pieceCount, pieceSizeBytes, have, availability: have.map(() => 0) };
    },
  };
}
export type Details = ReturnType<typeof makeDetails>;

/** 0–1: how much of a range lies in pieces that are there. */
function shareOf(bitfield: Uint8Array, start: number, length: number, pieceSizeBytes: number): number {
  if (length === 0) return 1;
  let done = 0;
  for (let piece = Math.floor(start / pieceSizeBytes); piece * pieceSizeBytes < start + length; piece++) {
    if (!hasPiece(bitfield, piece)) continue;
    done += Math.min(start + length, (piece + 1) * pieceSizeBytes) - Math.max(start, piece * pieceSizeBytes);
  }
  return done / length;
}
