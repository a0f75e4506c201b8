import { dirname } from 'node:path';
import type { CreateStep } from '#shared/contract/engine.ts';
import type { Profile } from '#shared/contract/settings.ts';
import { defaultTorrentOptions } from '#shared/contract/torrent.ts';
import { fullBitfield } from '#shared/domain/bitfield.ts';
import type { Catalog, StoredTorrent } from '../../catalog/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Paths } from '../../ports/paths.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { LiveTorrent } from './live-torrent.ts';
import { lastPosition } from './queue.ts';
import type { Registry } from './registry.ts';
import { removeProgress } from './remove.ts';
import { readInfo } from './sources.ts';

/** What was made of a file or folder. */
export interface MadeShare {
  /** Absolute, of the file or folder itself. */
  readonly path: string;
  readonly profile: Profile;
  readonly trackers: readonly string[];
  readonly step: Extract<CreateStep, { readonly kind: 'created' }>;
}

interface ShareStoreParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly lifecycle: Pick<Lifecycle, 'retire'>;
  readonly paths: Paths;
  readonly clock: Clock;
  readonly bootId: string;
}

/** Keeps what is shared. Everything is there and was just read, so nothing is hashed again when it starts. */
export function makeShareStore({ registry, catalog, lifecycle, paths, clock, bootId }: ShareStoreParts) {
  function store({ path, profile, trackers, step }: MadeShare, before?: StoredTorrent): LiveTorrent {
    const { infoHash, infoBytes, files } = step;
    const { name, sizeBytes, pieceSizeBytes, isPrivate } = readInfo(infoBytes);
    const bitfield = fullBitfield(Math.ceil(sizeBytes / pieceSizeBytes));
    const now = clock.now();
    const placed = files.map((file) => ({ ...file, kind: 'content' as const, isWanted: true }));
    const known = before?.trackers ?? [];
    const added = trackers.filter((url) => !known.flat().includes(url));
    const stored: StoredTorrent = {
      infoHash,
      name,
      origin: 'shared',
      savePath: dirname(path),
      profile: profile.name,
      isPaused: false,
      isPrivate,
      hasInfo: true,
      sizeBytes,
      fileCount: files.length,
      trackers: [...known, ...added.map((url) => [url])],
      webSeeds: before?.webSeeds ?? [],
      pendingSelect: null,
      doneBytes: sizeBytes,
      wantedBytes: sizeBytes,
      receivedBytes: before?.receivedBytes ?? 0,
      sentBytes: before?.sentBytes ?? 0,
      addedAt: before?.addedAt ?? now,
      completedAt: now,
      options: before?.options ?? defaultTorrentOptions,
      queuePosition: lastPosition(registry),
      isForced: false,
      pauseReason: 'by-user',
      seededMs: Math.round(before?.seededMs ?? 0),
      goalMetAt: null,
    };
    catalog.transaction(() => {
      if (before !== undefined) catalog.torrents.remove(infoHash);
      catalog.torrents.insert(stored);
      catalog.contents.setContent(infoHash, name, isPrivate, { infoBytes, pieceSizeBytes, files: placed });
      const progress = { bitfield, endedCleanly: true, bootId, savedAt: now };
      catalog.contents.saveProgress(
        infoHash,
        progress,
        files.map(({ stamp }) => stamp),
      );
    });
    if (before !== undefined) registry.delete(infoHash);
    return registry.put(stored);
  }

  return {
    store: (made: MadeShare): LiveTorrent => store(made),
    /** The same bytes again, perhaps elsewhere. What is known of it stays, what was known of its place goes, in one step. */
    async storeAnew(before: LiveTorrent, made: MadeShare): Promise<LiveTorrent> {
      let torrent = before;
      await lifecycle.retire(before, async () => {
        await removeProgress(paths, before.stored.infoHash);
        torrent = store(made, before.stored);
      });
      return torrent;
    },
  };
}
