import type { Client } from '#shared/contract/define.ts';
import type { EngineApi, PlacedFile } from '#shared/contract/engine.ts';
import { AppError } from '#shared/contract/errors.ts';
import { filePriorityOf, type FilePriority } from '#shared/domain/file-priority.ts';
import type { Catalog } from '../../catalog/index.ts';
import { chooseFiles } from './choose-files.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { LiveTorrent } from './live-torrent.ts';
import type { Registry } from './registry.ts';
import { tellEngine } from './tell-engine.ts';

interface SelectParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly lifecycle: Lifecycle;
  clientFor(torrent: LiveTorrent): Client<EngineApi>;
}

export interface FileWish {
  readonly index: number;
  readonly priority: FilePriority;
}

/** Changes which files are wanted and how soon; what was downloaded of others stays. @throws AppError `no-metadata-yet`, `invalid-input` */
export function makeSelector({ registry, catalog, lifecycle, clientFor }: SelectParts) {
  function filesOf({ stored }: LiveTorrent): readonly PlacedFile[] {
    const content = catalog.contents.content(stored.infoHash);
    if (content === undefined)
      throw new AppError('no-metadata-yet', 'The files are not known before peers have sent their list.');
    if (stored.origin === 'shared')
      throw new AppError('invalid-input', 'Of what you share, all files are shared.');
    return content.files;
  }

  async function change(
    torrent: LiveTorrent,
    files: readonly PlacedFile[],
    priorities: readonly FilePriority[],
  ): Promise<void> {
    const { infoHash, completedAt } = torrent.stored;
    const isWanted = (index: number) => priorities[index] !== 'skip';
    const grows = files.some((file, index) => !file.isWanted && isWanted(index));
    catalog.transaction(() => {
      catalog.contents.setPriorities(infoHash, priorities);
      if (grows && completedAt !== null) catalog.torrents.setCompleted(infoHash, null);
    });
    const wantedBytes = files.reduce(
      (sum, { sizeBytes }, index) => (isWanted(index) ? sum + sizeBytes : sum),
      0,
    );
    const isDone = completedAt !== null && !grows;
    torrent.stored = { ...torrent.stored, wantedBytes, completedAt: isDone ? completedAt : null };
    registry.changed(torrent);
    await tellEngine(() => clientFor(torrent)['torrents.select']({ infoHash, priorities: [...priorities] }));
  }

  return {
    /** Only these, by index; those that were skipped come back with the priority they had. */
    select: (torrent: LiveTorrent, indexes: readonly number[]): Promise<void> =>
      lifecycle.between(torrent, async () => {
        const files = filesOf(torrent);
        const wanted = chooseFiles(files, { indexes });
        const priorities = files.map(({ priority }, index) =>
          filePriorityOf({ isWanted: wanted[index] ?? true, priority }),
        );
        await change(torrent, files, priorities);
      }),
    prioritize: (torrent: LiveTorrent, wishes: readonly FileWish[]): Promise<void> =>
      lifecycle.between(torrent, async () => {
        const files = filesOf(torrent);
        const priorities = files.map(filePriorityOf);
        for (const { index, priority } of wishes) {
          if (files[index] === undefined)
            throw new AppError('invalid-input', `This torrent has no file number ${index}.`);
          priorities[index] = priority;
        }
        const indexes = [...priorities.keys()].filter((index) => priorities[index] !== 'skip');
        chooseFiles(files, { indexes }); // throws when nothing is left
        await change(torrent, files, priorities);
      }),
  };
}
export type Selector = ReturnType<typeof makeSelector>;
