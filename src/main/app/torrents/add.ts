import type { PlacedFile } from '#shared/contract/engine.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { defaultTorrentOptions } from '#shared/contract/torrent.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { Metainfo } from '#shared/domain/metainfo.ts';
import type { Catalog, StoredTorrent } from '../../catalog/index.ts';
import type { Clock } from '../../ports/clock.ts';
import { logRef } from '../../ports/log-ref.ts';
import { label, type Logger } from '../../ports/logger.ts';
import type { Paths } from '../../ports/paths.ts';
import { profileNamed } from '../engines/engines.ts';
import { chooseFiles, type Choice } from './choose-files.ts';
import type { Lifecycle } from './lifecycle.ts';
import { reasonOf, type LiveTorrent } from './live-torrent.ts';
import { lastPosition } from './queue.ts';
import type { Registry } from './registry.ts';
import { prepareSaveFolder } from './save-folder.ts';
import { readInfo, readSource, type Source } from './sources.ts';
import type { TorrentFiles } from './torrent-files.ts';

export interface AddRequest {
  readonly source: { readonly magnet: string } | { readonly torrentFile: string };
  readonly savePath?: string | undefined;
  readonly profile?: string | undefined;
  readonly paused: boolean;
  readonly select?: readonly string[] | undefined;
  readonly selectFiles?: readonly number[] | undefined;
  readonly peers: readonly string[];
}

export interface AddParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly lifecycle: Lifecycle;
  readonly torrentFiles: TorrentFiles;
  readonly paths: Paths;
  readonly clock: Clock;
  readonly logger: Logger;
  settings(): Settings;
}

export function makeAdder({
  registry,
  catalog,
  lifecycle,
  torrentFiles,
  paths,
  clock,
  logger,
  settings,
}: AddParts) {
  /** Stores everything before anything starts, so that a crash at any moment leaves a torrent or none. */
  function store(
    infoHash: InfoHash,
    torrent: Omit<StoredTorrent, 'infoHash' | 'wantedBytes' | 'queuePosition'>,
    metainfo: Metainfo | undefined,
    choice: Choice,
  ): LiveTorrent {
    const files = metainfo && placeFiles(metainfo, choice);
    if (files !== undefined) assertPathsAreFree(infoHash, torrent.savePath, files);
    const wantedBytes =
      files?.filter(({ isWanted }) => isWanted).reduce((sum, file) => sum + file.sizeBytes, 0) ?? 0;
    const stored = { ...torrent, infoHash, wantedBytes, queuePosition: lastPosition(registry) };
    catalog.transaction(() => {
      catalog.torrents.insert(stored);
      if (metainfo !== undefined && files !== undefined) {
        const content = { infoBytes: metainfo.infoBytes, pieceSizeBytes: metainfo.pieceSizeBytes, files };
        catalog.contents.setContent(infoHash, torrent.name, metainfo.isPrivate, content);
      }
    });
    return registry.put(stored);
  }

  /** Two torrents that write the same file would undo each other's work for ever. */
  function assertPathsAreFree(infoHash: InfoHash, savePath: string, files: readonly PlacedFile[]): void {
    const paths = files.filter(({ kind }) => kind === 'content').map(({ path }) => path.join('/'));
    const [taken] = catalog.contents.pathsUsedByOthers(infoHash, savePath, paths);
    if (taken === undefined) return;
    throw new AppError(
      'already-there',
      `Another torrent already uses ${taken} in ${savePath}; choose another folder for this one.`,
    );
  }

  async function add(request: AddRequest): Promise<LiveTorrent> {
    const source = readSource(request.source);
    if (registry.get(source.infoHash) !== undefined)
      throw new AppError('already-there', 'This torrent is there already.');
    const { downloadFolder, defaultProfile, profiles } = settings();
    const profile = profileNamed(profiles, request.profile ?? defaultProfile).name;
    const choice: Choice = { globs: request.select, indexes: request.selectFiles };
    // Before anything is made on the disk.
    if (source.kind === 'file') chooseFiles(source.metainfo.files, choice);
    const savePath = await prepareSaveFolder(request.savePath ?? downloadFolder ?? paths.downloads);
    // While the folder was prepared the same torrent may have been added a second time.
    if (registry.get(source.infoHash) !== undefined)
      throw new AppError('already-there', 'This torrent is there already.');
    const torrent = store(
      source.infoHash,
      { ...describe(source, choice), savePath, profile, isPaused: request.paused, addedAt: clock.now() },
      source.kind === 'file' ? source.metainfo : undefined,
      choice,
    );
    if (source.kind === 'file') await keepTorrentFile(torrent, source.metainfo.infoBytes);
    logger.info('torrent.added', {
      torrent: logRef(source.infoHash),
      via: source.kind === 'magnet' ? label('magnet') : label('file'),
    });
    const peers = [...request.peers, ...(source.kind === 'magnet' ? source.magnet.peers : [])];
    if (!request.paused) await lifecycle.start(torrent, { peers });
    return torrent;
  }

  const keepTorrentFile = ({ stored }: LiveTorrent, infoBytes: Uint8Array) =>
    torrentFiles.write(stored.infoHash, { infoBytes, trackers: stored.trackers, webSeeds: stored.webSeeds });

  /** Peers have sent what a magnet link stands for: from here on it is like any other torrent. */
  async function complete(
    torrent: LiveTorrent,
    infoBytes: Uint8Array,
    peers: readonly string[],
  ): Promise<void> {
    try {
      const metainfo = readInfo(infoBytes);
      const { infoHash, savePath, pendingSelect } = torrent.stored;
      const files = placeFiles(metainfo, { globs: pendingSelect ?? undefined });
      assertPathsAreFree(infoHash, savePath, files);
      const { name, isPrivate, sizeBytes, pieceSizeBytes } = metainfo;
      catalog.transaction(() => {
        catalog.contents.setContent(infoHash, name, isPrivate, { infoBytes, pieceSizeBytes, files });
      });
      torrent.stored = {
        ...torrent.stored,
        name,
        isPrivate,
        sizeBytes,
        hasInfo: true,
        fileCount: countContent(files),
        pendingSelect: null,
      };
      torrent.figures = undefined;
      await keepTorrentFile(torrent, infoBytes);
      await lifecycle.start(torrent, { peers });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      registry.happen(torrent, 'fail', reasonOf('metadata-refused', error.message));
    }
  }

  return { add, complete };
}
export type Adder = ReturnType<typeof makeAdder>;

function placeFiles({ files }: Metainfo, choice: Choice): PlacedFile[] {
  const wanted = chooseFiles(files, choice);
  return files.map((file, index) => ({
    ...file,
    path: [...file.path],
    isWanted: wanted[index] ?? true,
    stamp: null,
  }));
}

function countContent(files: readonly PlacedFile[]): number {
  return files.filter(({ kind }) => kind === 'content').length;
}

function describe(source: Source, { globs }: Choice) {
  const nothingYet = {
    doneBytes: 0,
    receivedBytes: 0,
    sentBytes: 0,
    completedAt: null,
    origin: 'added' as const,
    options: defaultTorrentOptions,
    isForced: false,
    pauseReason: 'by-user' as const,
    seededMs: 0,
    goalMetAt: null,
  };
  if (source.kind === 'magnet') {
    const { name, infoHash, trackers, webSeeds } = source.magnet;
    return {
      ...nothingYet,
      name: name ?? infoHash,
      isPrivate: false,
      hasInfo: false,
      sizeBytes: 0,
      fileCount: 0,
      trackers: trackers.map((url) => [url]),
      webSeeds,
      pendingSelect: globs ?? null,
    };
  }
  const { name, isPrivate, sizeBytes, trackers, webSeeds, files } = source.metainfo;
  return {
    ...nothingYet,
    name,
    isPrivate,
    hasInfo: true,
    sizeBytes,
    fileCount: files.filter(({ kind }) => kind === 'content').length,
    trackers,
    webSeeds,
    pendingSelect: null,
  };
}
