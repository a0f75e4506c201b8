import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from '#shared/contract/define.ts';
import type { EngineApi } from '#shared/contract/engine.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { Paths } from '../../ports/paths.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { LiveTorrent } from './live-torrent.ts';
import type { Registry } from './registry.ts';
import type { TorrentFiles } from './torrent-files.ts';

interface RemoveParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly lifecycle: Lifecycle;
  readonly torrentFiles: TorrentFiles;
  readonly paths: Paths;
  /** @throws AppError `engine-down` */
  clientFor(torrent: LiveTorrent): Client<EngineApi>;
}

/**
 * Forgets a torrent. Files that Warren only shares are the user's own and are never deleted; neither are files that
 * another torrent uses.
 * @throws AppError `invalid-input`, `not-writable`, `engine-down`; the torrent is still there then
 */
export function makeRemover({ registry, catalog, lifecycle, torrentFiles, paths, clientFor }: RemoveParts) {
  async function deleteFiles(torrent: LiveTorrent): Promise<void> {
    const { infoHash, savePath } = torrent.stored;
    const files = catalog.contents.content(infoHash)?.files ?? [];
    const all = files.filter(({ kind }) => kind === 'content').map(({ path }) => path);
    const shared = new Set(
      catalog.contents.pathsUsedByOthers(
        infoHash,
        savePath,
        all.map((path) => path.join('/')),
      ),
    );
    const own = all.filter((path) => !shared.has(path.join('/')));
    if (own.length > 0) await clientFor(torrent)['content.remove']({ savePath, paths: own });
  }

  return async (torrent: LiveTorrent, withFiles: boolean): Promise<void> => {
    const { infoHash, origin, name } = torrent.stored;
    if (withFiles && origin === 'shared') {
      const text = `"${name}" is made of your own files; Warren stops sharing them but does not delete them.`;
      throw new AppError('invalid-input', text);
    }
    await lifecycle.retire(torrent, async () => {
      if (withFiles) await deleteFiles(torrent);
      catalog.torrents.remove(infoHash);
      registry.delete(infoHash);
      await torrentFiles.remove(infoHash);
      await removeProgress(paths, infoHash);
    });
  };
}

/** What an engine has noted of it since the catalog was told last. */
export async function removeProgress(paths: Pick<Paths, 'progress'>, infoHash: InfoHash): Promise<void> {
  for (const name of [infoHash, `${infoHash}.partial`]) await rm(join(paths.progress, name), { force: true });
}
