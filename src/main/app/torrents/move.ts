import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { MoveStep } from '#shared/contract/torrents-api.ts';
import type { Client } from '#shared/contract/define.ts';
import type { EngineApi, FileStamp, PlacedFile, PlacedTwice } from '#shared/contract/engine.ts';
import { AppError } from '#shared/contract/errors.ts';
import { stepsOf } from '#shared/domain/steps-of.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { Lifecycle } from './lifecycle.ts';
import { describeTorrent, type LiveTorrent } from './live-torrent.ts';
import type { Registry } from './registry.ts';
import { prepareSaveFolder } from './save-folder.ts';

interface MoveParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly lifecycle: Lifecycle;
  /** @throws AppError `engine-down` */
  clientFor(torrent: LiveTorrent): Client<EngineApi>;
}

export interface MoveRequest {
  readonly id: string;
  readonly folder: string;
  readonly filesAreThere: boolean;
}

/**
 * Moves a torrent to another folder. Whenever this is cut off, the files lie where the catalog says: they get a second
 * place, the catalog is told, and only then they leave the first one.
 */
export function makeMover({ registry, catalog, lifecycle, clientFor }: MoveParts) {
  const contentOf = ({ stored }: LiveTorrent): readonly PlacedFile[] =>
    (catalog.contents.content(stored.infoHash)?.files ?? []).filter(({ kind }) => kind === 'content');

  /** @throws AppError `invalid-input` */
  function assertNobodyElse(torrent: LiveTorrent, folder: string, files: readonly PlacedFile[]): void {
    const paths = files.map(({ path }) => path.join('/'));
    const [used] = catalog.contents.pathsUsedByOthers(torrent.stored.infoHash, folder, paths);
    if (used === undefined) return;
    throw new AppError('invalid-input', `Another transfer uses ${join(folder, used)}. Nothing was moved.`);
  }

  function settleIn(torrent: LiveTorrent, folder: string): void {
    catalog.torrents.setSavePath(torrent.stored.infoHash, folder);
    torrent.stored = { ...torrent.stored, savePath: folder };
    registry.changed(torrent);
  }

  async function pointTo(torrent: LiveTorrent, given: string): Promise<void> {
    if (!isAbsolute(given))
      throw new AppError('invalid-input', `The folder must be given from the root on: "${given}" is not.`);
    const folder = resolve(given);
    const files = contentOf(torrent);
    assertNobodyElse(torrent, folder, files);
    if (files.length > 0 && !files.some(({ path }) => existsSync(join(folder, ...path))))
      throw new AppError('path-missing', `None of the files of "${torrent.stored.name}" is in ${folder}.`);
    await lifecycle.restart(torrent, () => {
      settleIn(torrent, folder);
      return Promise.resolve();
    });
  }

  async function carry(
    torrent: LiveTorrent,
    given: string,
    { tell, signal }: { tell: (step: MoveStep) => void; signal: AbortSignal },
  ): Promise<void> {
    const { origin, name, savePath, infoHash } = torrent.stored;
    if (origin === 'shared') {
      const text = `"${name}" is made of your own files, which Warren never moves. Move them, then say where they are.`;
      throw new AppError('invalid-input', text);
    }
    const folder = await prepareSaveFolder(given);
    if (folder === savePath) return;
    const files = contentOf(torrent);
    for (const place of [savePath, folder]) assertNobodyElse(torrent, place, files);
    const paths = files.map(({ path }) => [...path]);
    await lifecycle.restart(torrent, async () => {
      if (paths.length === 0) {
        settleIn(torrent, folder);
        return;
      }
      const client = clientFor(torrent);
      for await (const step of client['content.place']({ from: savePath, to: folder, paths }, { signal })) {
        if (step.kind === 'placing') {
          tell({ ...step, kind: 'moving' });
          continue;
        }
        signal.throwIfAborted();
        catalog.transaction(() => {
          settleIn(torrent, folder);
          trustAgain(torrent, step.files);
        });
        await removeOld(client, { savePath, paths }, folder);
        return;
      }
      throw new AppError('internal', `The files of ${infoHash.slice(0, 8)} were not moved.`);
    });
  }

  /** Where the old ones cannot be removed, that is said; the move is done all the same. */
  async function removeOld(
    client: Client<EngineApi>,
    old: { savePath: string; paths: string[][] },
    folder: string,
  ): Promise<void> {
    try {
      await client['content.remove'](old);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const text = `The files lie in ${folder} now, but those in ${old.savePath} could not be removed: ${error.message}`;
      throw new AppError(error.code, text, { cause: error });
    }
  }

  /** A copy may have another time of change: what was known of the old file holds for the new one. */
  function trustAgain({ stored: { infoHash } }: LiveTorrent, moved: readonly PlacedTwice[]): void {
    const progress = catalog.contents.progress(infoHash);
    if (progress === undefined) return;
    const files = catalog.contents.content(infoHash)?.files ?? [];
    const left = moved.values();
    const stamps = files.map(({ kind, stamp }) => {
      const step = kind === 'content' ? left.next().value : undefined;
      return step !== undefined && isSame(step.before, stamp) ? step.after : stamp;
    });
    catalog.contents.saveProgress(infoHash, progress, stamps);
  }

  return ({ id, folder, filesAreThere }: MoveRequest, signal: AbortSignal): AsyncGenerator<MoveStep> =>
    stepsOf(async (tell, giveUp) => {
      const torrent = registry.resolve(id);
      if (filesAreThere) await pointTo(torrent, folder);
      else await carry(torrent, folder, { tell, signal: giveUp });
      // One that waited for its files has them again.
      const isWaiting = ['missing', 'error', 'checking'].includes(torrent.state);
      if (isWaiting && !torrent.stored.isPaused) await lifecycle.start(torrent);
      tell({ kind: 'moved', torrent: describeTorrent(torrent) });
    }, signal);
}
export type Mover = ReturnType<typeof makeMover>;

function isSame(one: FileStamp | null, other: FileStamp | null): boolean {
  return one?.sizeBytes === other?.sizeBytes && one?.modifiedMs === other?.modifiedMs;
}
