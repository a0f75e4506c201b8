import { join } from 'node:path';
import type { StartTorrent } from '#shared/contract/engine.ts';
import type { TransferOptions } from '#shared/contract/torrent.ts';
import type { Preallocation } from '#shared/domain/preallocation.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { Paths } from '../../ports/paths.ts';
import type { LiveTorrent, StartWish } from './live-torrent.ts';

interface StartOrderParts {
  readonly catalog: Catalog;
  readonly paths: Paths;
  readonly bootId: string;
  /** As the settings say now. */
  preallocation(): Preallocation;
  /** As they hold for it now. */
  transferOptionsOf(torrent: LiveTorrent): TransferOptions;
}

/** All that an engine needs to take a torrent on. */
export function makeStartOrder(
  torrent: LiveTorrent,
  { recheck = 'none', stayOffline = false, mayRepair = false, peers = [] }: StartWish,
  { catalog, paths, bootId, preallocation, transferOptionsOf }: StartOrderParts,
): StartTorrent {
  const { stored } = torrent;
  const { infoHash, name, savePath, sizeBytes } = stored;
  const content = catalog.contents.content(infoHash);
  const progress = catalog.contents.progress(infoHash);
  const resume = progress && {
    bitfield: progress.bitfield,
    endedCleanly: progress.endedCleanly,
    isSameBoot: progress.bootId === bootId,
  };
  return {
    infoHash,
    trackers: stored.trackers.map((tier) => [...tier]),
    webSeeds: [...stored.webSeeds],
    peers: [...peers],
    isPrivate: stored.isPrivate,
    content: content
      ? {
          ...content,
          files: [...content.files],
          name,
          sizeBytes,
          savePath,
          resume: resume ?? null,
          progressFile: join(paths.progress, infoHash),
          preallocation: preallocation(),
        }
      : null,
    recheck,
    stayOffline,
    // What was whole once is never fetched again unasked: the user may have changed it on purpose.
    mayDownload: stored.origin === 'added' && (stored.completedAt === null || mayRepair),
    mayOverwrite: mayRepair,
    options: transferOptionsOf(torrent),
  };
}
