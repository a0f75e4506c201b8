import { stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, resolve } from 'node:path';
import type { ShareStep } from '#shared/contract/adding.ts';
import type { Client } from '#shared/contract/define.ts';
import type { CreateStep, EngineApi } from '#shared/contract/engine.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { Profile, Settings } from '#shared/contract/settings.ts';
import { defaultTorrentOptions } from '#shared/contract/torrent.ts';
import { fullBitfield } from '#shared/domain/bitfield.ts';
import { formatMagnet } from '#shared/domain/magnet.ts';
import { isTrackerUrl } from '#shared/domain/tracker-url.ts';
import type { Catalog, StoredTorrent } from '../../catalog/index.ts';
import type { Clock } from '../../ports/clock.ts';
import { profileNamed } from '../engines/engines.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { LiveTorrent } from './live-torrent.ts';
import { lastPosition } from './queue.ts';
import type { Registry } from './registry.ts';
import { isHaltedShare, pauseReplaced } from './replaced-shares.ts';
import { readInfo } from './sources.ts';
import type { TorrentFiles } from './torrent-files.ts';

export interface ShareRequest {
  readonly path: string;
  /** Only these files of the folder, below it, with `/`. */
  readonly files?: readonly string[] | undefined;
  readonly name?: string | undefined;
  readonly trackers: readonly string[];
  readonly isPrivate: boolean;
  readonly profile?: string | undefined;
}

interface ShareParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly lifecycle: Lifecycle;
  readonly torrentFiles: TorrentFiles;
  readonly clock: Clock;
  readonly bootId: string;
  settings(): Settings;
  clientOf(profile: Profile): Client<EngineApi>;
  /** Its files stay. */
  forget(torrent: LiveTorrent): Promise<void>;
}

export function makeSharer(parts: ShareParts) {
  const { registry, catalog, lifecycle, torrentFiles, clock, bootId, settings, clientOf, forget } = parts;

  /**
   * Makes a torrent of what lies at a path, seeded from there. Sharing the same thing twice gives the same torrent; a share of
   * the same files that had stopped by itself gives way.
   */
  async function* share(request: ShareRequest, signal: AbortSignal): AsyncGenerator<ShareStep> {
    const path = await checkPath(request.path);
    const wrong = request.trackers.find((url) => !isTrackerUrl(url));
    if (wrong !== undefined)
      throw new AppError('invalid-input', `"${wrong}" is not the address of a tracker.`);
    const { profiles, defaultProfile } = settings();
    const profile = profileNamed(profiles, request.profile ?? defaultProfile);
    const name = request.name ?? basename(path);
    for await (const step of clientOf(profile)['content.create'](
      { path, name, isPrivate: request.isPrivate, files: request.files?.map(namesIn) },
      { signal },
    )) {
      if (step.kind === 'hashing') {
        yield step;
        continue;
      }
      const before = registry.get(step.infoHash);
      // The same bytes again, perhaps elsewhere: what was known of their place does not hold any more.
      const isHalted = before !== undefined && isHaltedShare(before);
      if (isHalted) await forget(before);
      const torrent = isHalted
        ? store(request, { path, profile, step, history: before.stored })
        : (before ?? store(request, { path, profile, step }));
      const { infoHash, trackers, webSeeds } = torrent.stored;
      await torrentFiles.write(infoHash, { infoBytes: step.infoBytes, trackers, webSeeds });
      if (torrent.state === 'queued') await lifecycle.start(torrent);
      await pauseReplaced(torrent, { registry, catalog, lifecycle });
      const magnet = formatMagnet({ infoHash, name: torrent.stored.name, trackers: trackers.flat() });
      yield { kind: 'shared', id: infoHash, infoHash, magnet, torrentFile: torrentFiles.pathOf(infoHash) };
    }
  }

  /** Everything is there and was just read, so nothing is hashed again when it starts. */
  function store(request: ShareRequest, { path, profile, step, history }: Placed): LiveTorrent {
    const { infoHash, infoBytes, files } = step;
    const { name, sizeBytes, pieceSizeBytes, isPrivate } = readInfo(infoBytes);
    const bitfield = fullBitfield(Math.ceil(sizeBytes / pieceSizeBytes));
    const now = clock.now();
    const placed = files.map((file) => ({ ...file, kind: 'content' as const, isWanted: true }));
    const stored = {
      infoHash,
      name,
      origin: 'shared' as const,
      savePath: dirname(path),
      profile: profile.name,
      isPaused: false,
      isPrivate,
      hasInfo: true,
      sizeBytes,
      fileCount: files.length,
      trackers: request.trackers.map((url) => [url]),
      webSeeds: [],
      pendingSelect: null,
      doneBytes: sizeBytes,
      wantedBytes: sizeBytes,
      receivedBytes: history?.receivedBytes ?? 0,
      sentBytes: history?.sentBytes ?? 0,
      addedAt: history?.addedAt ?? now,
      completedAt: now,
      options: history?.options ?? defaultTorrentOptions,
      queuePosition: lastPosition(registry),
      isForced: false,
      pauseReason: 'by-user' as const,
      seededMs: Math.round(history?.seededMs ?? 0),
      goalMetAt: null,
    };
    catalog.transaction(() => {
      catalog.torrents.insert(stored);
      catalog.contents.setContent(infoHash, name, isPrivate, { infoBytes, pieceSizeBytes, files: placed });
      const progress = { bitfield, endedCleanly: true, bootId, savedAt: now };
      catalog.contents.saveProgress(
        infoHash,
        progress,
        files.map(({ stamp }) => stamp),
      );
    });
    return registry.put(stored);
  }

  return { share };
}
export type Sharer = ReturnType<typeof makeSharer>;

type Created = Extract<CreateStep, { readonly kind: 'created' }>;

interface Placed {
  readonly path: string;
  readonly profile: Profile;
  readonly step: Created;
  /** Of the same torrent, which had stopped by itself. */
  readonly history?: StoredTorrent;
}

/** @throws AppError `invalid-input` for what could lead out of the folder */
function namesIn(file: string): string[] {
  const names = file.split('/');
  if (names.some((name) => name === '' || name === '.' || name === '..' || name.includes('\0')))
    throw new AppError('invalid-input', `"${file}" is not the path of a file below the folder.`);
  return names;
}

async function checkPath(given: string): Promise<string> {
  if (!isAbsolute(given))
    throw new AppError('invalid-input', `The path must be given from the root on: "${given}" is not.`);
  const path = resolve(given);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new AppError('path-missing', `There is nothing at ${path}.`);
  if (!found.isFile() && !found.isDirectory())
    throw new AppError('invalid-input', `${path} is neither a file nor a folder.`);
  if (dirname(path) === path)
    throw new AppError('invalid-input', 'A whole disk cannot be shared as one torrent.');
  return path;
}
