import type { Client } from '#shared/contract/define.ts';
import type { EngineApi } from '#shared/contract/engine.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { Catalog } from '../../catalog/index.ts';
import { chooseFiles } from './choose-files.ts';
import type { LiveTorrent } from './live-torrent.ts';
import type { Registry } from './registry.ts';

interface SelectParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  clientFor(torrent: LiveTorrent): Client<EngineApi>;
}

/** Changes which files are wanted; what was downloaded of others stays. @throws AppError `no-metadata-yet`, `invalid-input` */
export function makeSelector({ registry, catalog, clientFor }: SelectParts) {
  return async (torrent: LiveTorrent, indexes: readonly number[]): Promise<void> => {
    const { infoHash, completedAt, origin } = torrent.stored;
    const content = catalog.contents.content(infoHash);
    if (content === undefined)
      throw new AppError('no-metadata-yet', 'The files are not known before peers have sent their list.');
    if (origin === 'shared') throw new AppError('invalid-input', 'Of what you share, all files are shared.');
    const wanted = chooseFiles(content.files, { indexes });
    const grows = content.files.some(({ isWanted }, index) => !isWanted && wanted[index] === true);
    catalog.transaction(() => {
      catalog.contents.setWanted(infoHash, wanted);
      if (grows && completedAt !== null) catalog.torrents.setCompleted(infoHash, null);
    });
    const wantedBytes = content.files.reduce(
      (sum, { sizeBytes }, index) => (wanted[index] ? sum + sizeBytes : sum),
      0,
    );
    const isDone = completedAt !== null && !grows;
    torrent.stored = { ...torrent.stored, wantedBytes, completedAt: isDone ? completedAt : null };
    if (torrent.figures !== undefined) await clientFor(torrent)['torrents.select']({ infoHash, wanted });
    registry.changed(torrent);
  };
}
