import { defaultTorrentOptions } from '#shared/contract/torrent.ts';
import type { Catalog, StoredTorrent } from '../../catalog/index.ts';
import type { Clock } from '../../ports/clock.ts';
import { logRef } from '../../ports/log-ref.ts';
import { label, type Logger } from '../../ports/logger.ts';
import type { Lifecycle } from '../torrents/lifecycle.ts';
import { reasonOf, type LiveTorrent } from '../torrents/live-torrent.ts';
import { lastPosition } from '../torrents/queue.ts';
import type { Registry } from '../torrents/registry.ts';
import type { TorrentFiles } from '../torrents/torrent-files.ts';
import type { Takeable } from './judge.ts';

export interface TakeOverParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly lifecycle: Lifecycle;
  readonly torrentFiles: TorrentFiles;
  readonly clock: Clock;
  readonly bootId: string;
  readonly logger: Logger;
}

interface Wish {
  readonly profile: string;
  readonly areUnfinishedPaused: boolean;
}

/**
 * A torrent of another client becomes one of ours. Its claims are stored as a checkpoint without a look at any file:
 * so the engine hashes all of it before anyone is told, and takes claimed files that are gone for missing, not for
 * something to fetch (engine/content/trust.ts). What was complete may not be fetched again at all.
 */
export function makeTakeOver(parts: TakeOverParts) {
  const { registry, catalog, lifecycle, torrentFiles, clock, bootId, logger } = parts;

  /** Answers whether it was taken: somebody may have added it meanwhile. */
  return async (takeable: Takeable, wish: Wish): Promise<boolean> => {
    const { found, content, missing } = takeable;
    const { metainfo, infoHash } = found;
    const stored = {
      ...storedOf(takeable, wish, clock.now()),
      queuePosition: lastPosition(registry),
    };
    // Before it is in the catalog: killed in between, it is written once more.
    if (metainfo !== undefined) {
      const { infoBytes } = metainfo;
      await torrentFiles.write(infoHash, { infoBytes, trackers: found.trackers, webSeeds: found.webSeeds });
    }
    if (registry.get(infoHash) !== undefined) return false;
    catalog.transaction(() => {
      catalog.torrents.insert(stored);
      if (metainfo === undefined || content === undefined) return;
      const { infoBytes, pieceSizeBytes } = metainfo;
      const { files, claims } = content;
      catalog.contents.setContent(infoHash, stored.name, stored.isPrivate, {
        infoBytes,
        pieceSizeBytes,
        files,
      });
      // Where nothing is claimed, what lies there may be anything: the engine looks, and writes over nothing.
      if (claims.doneBytes === 0) return;
      const progress = { bitfield: claims.bitfield, endedCleanly: true, bootId, savedAt: clock.now() };
      catalog.contents.saveProgress(
        infoHash,
        progress,
        files.map(() => null),
      );
    });
    const torrent = registry.put(stored);
    logger.info('torrent.added', { torrent: logRef(infoHash), via: label('import') });
    if (missing !== undefined) lose(torrent, missing);
    else if (!stored.isPaused) await lifecycle.start(torrent);
    return true;
  };

  function lose(torrent: LiveTorrent, missing: string): void {
    registry.happen(torrent, 'wait', reasonOf('starting'));
    registry.happen(
      torrent,
      'lose',
      reasonOf('files-missing', `${missing} was not there when this torrent was brought over.`),
    );
  }
}

function storedOf(
  { found, savePath, content, missing }: Takeable,
  wish: Wish,
  now: Date,
): Omit<StoredTorrent, 'queuePosition'> {
  const { infoHash, metainfo, name, trackers, webSeeds } = found;
  const isComplete = content?.claims.areComplete === true;
  // Only what was whole is safe from being fetched again by its completeness alone.
  const waits = !isComplete && (missing !== undefined || wish.areUnfinishedPaused);
  return {
    infoHash,
    name: name ?? metainfo?.name ?? infoHash,
    origin: 'added',
    savePath,
    profile: wish.profile,
    isPaused: found.isPaused || waits,
    isPrivate: metainfo?.isPrivate ?? false,
    hasInfo: metainfo !== undefined,
    sizeBytes: metainfo?.sizeBytes ?? 0,
    fileCount: content?.files.filter(({ kind }) => kind === 'content').length ?? 0,
    trackers,
    webSeeds,
    pendingSelect: null,
    doneBytes: content?.claims.doneBytes ?? 0,
    wantedBytes: content?.claims.wantedBytes ?? 0,
    receivedBytes: found.receivedBytes,
    sentBytes: found.sentBytes,
    addedAt: found.addedAt ?? now,
    completedAt: isComplete ? (found.completedAt ?? found.addedAt ?? now) : null,
    options: { ...defaultTorrentOptions, ...found.wishes, isSequential: found.isSequential },
    isForced: false,
    pauseReason: 'by-user',
    seededMs: found.seededMs,
    goalMetAt: null,
  };
}
