import { stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, resolve } from 'node:path';
import type { ShareStep } from '#shared/contract/adding.ts';
import type { Client } from '#shared/contract/define.ts';
import type { EngineApi } from '#shared/contract/engine.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { Profile, Settings } from '#shared/contract/settings.ts';
import { formatMagnet } from '#shared/domain/magnet.ts';
import { isTrackerUrl } from '#shared/domain/tracker-url.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Paths } from '../../ports/paths.ts';
import { profileNamed } from '../engines/engines.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Registry } from './registry.ts';
import { isHaltedShare, pauseReplaced } from './replaced-shares.ts';
import { makeShareStore } from './store-share.ts';
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
  readonly paths: Paths;
  readonly clock: Clock;
  readonly bootId: string;
  settings(): Settings;
  clientOf(profile: Profile): Client<EngineApi>;
}

export function makeSharer(parts: ShareParts) {
  const { registry, catalog, lifecycle, torrentFiles, settings, clientOf } = parts;
  const shares = makeShareStore(parts);

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
      const made = { path, profile, trackers: request.trackers, step };
      const torrent =
        before === undefined
          ? shares.store(made)
          : isHaltedShare(before)
            ? await shares.storeAnew(before, made)
            : before;
      const { infoHash, trackers, webSeeds } = torrent.stored;
      await torrentFiles.write(infoHash, { infoBytes: step.infoBytes, trackers, webSeeds });
      if (torrent.state === 'queued') await lifecycle.start(torrent);
      await pauseReplaced(torrent, { registry, catalog, lifecycle });
      const magnet = formatMagnet({ infoHash, name: torrent.stored.name, trackers: trackers.flat() });
      yield { kind: 'shared', id: infoHash, infoHash, magnet, torrentFile: torrentFiles.pathOf(infoHash) };
    }
  }

  return { share };
}
export type Sharer = ReturnType<typeof makeSharer>;

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
