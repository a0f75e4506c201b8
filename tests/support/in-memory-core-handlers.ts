import type { Api, Inspection, Status } from '../../src/shared/contract/api.ts';
import type { Handlers } from '../../src/shared/contract/define.ts';
import { AppError } from '../../src/shared/contract/errors.ts';
import { settingsSchema } from '../../src/shared/contract/settings.ts';
import type { PieceMap, Torrent } from '../../src/shared/contract/torrent.ts';
import { formatMagnet, parseMagnet } from '../../src/shared/domain/magnet.ts';
import { parseInfoHash } from '../../src/shared/domain/info-hash.ts';
import { exampleFiles, exampleInfoHash, exampleTorrent } from './in-memory-core-examples.ts';
import { doorHandlers } from './in-memory-core-doors.ts';
import { exposureHandlers } from './in-memory-core-exposure.ts';
import { importHandlers } from './in-memory-core-imports.ts';
import { libraryHandlers } from './in-memory-core-library.ts';
import { limitHandlers, limitsOf } from './in-memory-core-limits.ts';
import { noPlayer } from './in-memory-core-player.ts';
import { again, beat, changes } from './in-memory-core-streams.ts';
import { whenDoneHandlers } from './in-memory-core-when-done.ts';
import type { World } from './in-memory-core-world.ts';

const addedNumber = 900_000;

/** The contract, answered from memory. No torrent moves a byte; what a command changes, the next beat tells. */
export function inMemoryHandlers(world: World, player = noPlayer): Handlers<Api> {
  let added = 0;

  function find(id: string): Torrent {
    const found = [...world.torrents.rows.values()].find((torrent) => torrent.id.startsWith(id));
    if (found === undefined) throw new AppError('not-found', `There is no torrent ${id}.`);
    return found;
  }

  function changeAll(ids: readonly string[], part: (torrent: Torrent) => Partial<Torrent>): Torrent[] {
    const changed = ids
      .map(find)
      .map((torrent) => ({ ...torrent, ...part(torrent), stateSince: new Date().toISOString() }));
    world.torrents.put(...changed);
    return changed;
  }

  function status(): Status {
    const rows = [...world.torrents.rows.values()];
    return {
      version: world.version,
      uptimeSeconds: 1,
      torrents: rows.length,
      downloadBps: rows.reduce((sum, { downloadBps }) => sum + downloadBps, 0),
      uploadBps: rows.reduce((sum, { uploadBps }) => sum + uploadBps, 0),
      limits: limitsOf(world),
      profiles: world.settings.profiles.map(({ name }) => ({
        name,
        state: 'up',
        reason: null,
        listenPort: 51_413,
      })),
    };
  }

  function inspect(source: { magnet: string } | { torrentFile: string }): Inspection {
    const common = { savePath: '/home/mara/Downloads', freeBytes: world.freeBytes, isPrivate: false };
    if ('magnet' in source) {
      const magnet = parseMagnet(source.magnet);
      if (typeof magnet === 'string') throw new AppError('invalid-torrent', 'This link leads nowhere.');
      return {
        ...common,
        infoHash: magnet.infoHash,
        name: magnet.name ?? null,
        sizeBytes: null,
        files: null,
        trackers: [...magnet.trackers],
        isAlreadyThere: world.torrents.rows.has(magnet.infoHash),
      };
    }
    const files = exampleFiles('Harbour Tapes', world.fileCountInTorrentFile);
    return {
      ...common,
      infoHash: exampleInfoHash(addedNumber + added),
      name: 'Harbour Tapes – First Light (FLAC)',
      sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      files: files.map(({ index, path, sizeBytes }) => ({ index, path, sizeBytes })),
      trackers: ['udp://tracker.example:6969/announce', 'https://tracker.example/announce'],
      isAlreadyThere: false,
    };
  }

  function filesOf(torrent: Torrent) {
    if (torrent.sizeBytes === 0)
      throw new AppError('no-metadata-yet', 'The list of files has not arrived yet.');
    const known =
      world.files.get(torrent.id) ?? exampleFiles(torrent.name, Math.min(torrent.fileCount, 2500));
    world.files.set(torrent.id, known);
    return known;
  }

  function magnetOf({ infoHash, name }: Torrent): string {
    const hash = parseInfoHash(infoHash);
    if (hash === undefined) throw new Error('An example has a bad infohash.');
    return formatMagnet({ infoHash: hash, name, trackers: ['udp://tracker.example:6969/announce'] });
  }

  return {
    ...doorHandlers(world),
    ...exposureHandlers(world),
    ...libraryHandlers(world),
    ...limitHandlers({ world, status, changeAll }),
    ...importHandlers(world),
    ...whenDoneHandlers(world),
    ...player,
    'app.status': async () => {
      await world.enter('app.status', undefined);
      return status();
    },
    'app.watch': (_input, { signal }) => again(signal, status),
    'notices.watch': ({ after }, { signal }) => changes(world.notices, after, signal),
    'notices.dismiss': async ({ id }) => {
      await world.enter('notices.dismiss', { id });
      world.notices.remove(id);
    },

    'settings.get': async () => {
      await world.enter('settings.get', undefined);
      return world.settings;
    },
    'settings.update': async (input) => {
      await world.enter('settings.update', input);
      const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
      // Null takes a setting away.
      const { downloadFolder, ...rest } = { downloadFolder: world.settings.downloadFolder, ...given };
      const folder = typeof downloadFolder === 'string' ? { downloadFolder } : {};
      world.settings = settingsSchema.parse({
        ...world.settings,
        ...rest,
        downloadFolder: undefined,
        ...folder,
        desktop: { ...world.settings.desktop, ...input.desktop },
      });
      return world.settings;
    },
    'folders.inspect': async ({ path }) => {
      await world.enter('folders.inspect', { path });
      return { path, isThere: true, freeBytes: world.freeBytes };
    },

    'torrents.list': async () => {
      await world.enter('torrents.list', undefined);
      return [...world.torrents.rows.values()];
    },
    'torrents.watch': async function* ({ after }, { signal }) {
      await world.enter('torrents.watch', { after });
      yield* changes(world.torrents, after, signal);
    },
    'torrents.show': async ({ id }) => {
      await world.enter('torrents.show', { id });
      return find(id);
    },
    'torrents.inspect': async ({ source }) => {
      await world.enter('torrents.inspect', { source });
      return inspect(source);
    },
    'torrents.add': async (input) => {
      await world.enter('torrents.add', input);
      const inspection = inspect(input.source);
      const torrent = exampleTorrent(addedNumber + added++, {
        id: inspection.infoHash,
        infoHash: inspection.infoHash,
        name: inspection.name ?? inspection.infoHash,
        state: input.paused ? 'paused' : 'downloading',
        reasonCode: inspection.files === null && !input.paused ? 'fetching-metadata' : null,
        progress: 0,
        sizeBytes: inspection.sizeBytes ?? 0,
        downloadedBytes: 0,
        completedAt: null,
        fileCount: inspection.files?.length ?? 0,
        savePath: input.savePath ?? inspection.savePath,
        profile: input.profile ?? world.settings.defaultProfile,
        addedAt: new Date().toISOString(),
      });
      world.torrents.put(torrent);
      return torrent;
    },
    'torrents.share': async function* (input, { signal }) {
      await world.enter('torrents.share', input);
      const totalBytes = 2_310_000_000;
      for (const step of [0, 1, 2, 3]) {
        yield { kind: 'hashing', doneBytes: (totalBytes * step) / 4, totalBytes };
        await beat(signal);
        if (step === 2) await world.enter('torrents.share half way', undefined);
        if (signal.aborted) return;
      }
      const name = input.name ?? input.path.split('/').at(-1) ?? input.path;
      const torrent = exampleTorrent(addedNumber + added++, {
        name,
        sizeBytes: totalBytes,
        isPrivate: input.isPrivate,
        profile: input.profile ?? world.settings.defaultProfile,
      });
      world.torrents.put({ ...torrent, addedAt: new Date().toISOString() });
      yield {
        kind: 'shared',
        id: torrent.id,
        infoHash: torrent.infoHash,
        magnet: magnetOf(torrent),
        torrentFile: `/data/${torrent.id}.torrent`,
      };
    },
    'torrents.pause': async ({ ids }) => {
      await world.enter('torrents.pause', { ids });
      return changeAll(ids, () => ({
        state: 'paused',
        reasonCode: 'by-user',
        downloadBps: 0,
        uploadBps: 0,
        peers: 0,
        etaSeconds: null,
      }));
    },
    'torrents.resume': async ({ ids }) => {
      await world.enter('torrents.resume', { ids });
      return changeAll(ids, ({ progress }) => ({
        state: progress >= 1 ? 'seeding' : 'downloading',
        reasonCode: null,
      }));
    },
    'torrents.move': async function* (input, { signal }) {
      await world.enter('torrents.move', input);
      const { sizeBytes: totalBytes } = find(input.id);
      for (const step of [0, 1, 2, 3]) {
        yield { kind: 'moving', doneBytes: Math.floor((totalBytes * step) / 4), totalBytes };
        await beat(signal);
        if (step === 2) await world.enter('torrents.move half way', undefined);
        if (signal.aborted) return;
      }
      const [torrent] = changeAll([input.id], () => ({ savePath: input.folder }));
      if (torrent !== undefined) yield { kind: 'moved', torrent };
    },
    'torrents.setProfile': async ({ ids, profile }) => {
      await world.enter('torrents.setProfile', { ids, profile });
      return changeAll(ids, () => ({ profile }));
    },
    'torrents.recheck': async ({ ids }) => {
      await world.enter('torrents.recheck', { ids });
      return changeAll(ids, () => ({ state: 'checking', reasonCode: null, progress: 0 }));
    },
    'torrents.remove': async ({ ids, deleteFiles }) => {
      await world.enter('torrents.remove', { ids, deleteFiles });
      const removed = ids.map((id) => find(id).id);
      world.torrents.remove(...removed);
      return { removed };
    },
    'torrents.addPeer': async ({ id, address }) => {
      await world.enter('torrents.addPeer', { id, address });
      return find(id);
    },
    'torrents.selectFiles': async ({ id, wanted }) => {
      await world.enter('torrents.selectFiles', { id, wanted });
      const chosen = new Set(wanted);
      const torrent = find(id);
      const files = filesOf(torrent).map((file) => ({
        ...file,
        isWanted: chosen.has(file.index),
        priority: chosen.has(file.index) ? ('normal' as const) : ('skip' as const),
      }));
      world.files.set(torrent.id, files);
      return files;
    },
    'torrents.setFilePriorities': async ({ id, files: wishes }) => {
      await world.enter('torrents.setFilePriorities', { id, files: wishes });
      const torrent = find(id);
      const files = filesOf(torrent).map((file) => {
        const priority = wishes.find(({ index }) => index === file.index)?.priority ?? file.priority;
        return { ...file, priority, isWanted: priority !== 'skip' };
      });
      world.files.set(torrent.id, files);
      return files;
    },
    'torrents.setOptions': async ({ ids, options }) => {
      await world.enter('torrents.setOptions', { ids, options });
      return changeAll(ids, (torrent) => ({
        downloadLimitBps:
          options.downloadLimitBps === undefined ? torrent.downloadLimitBps : options.downloadLimitBps,
        uploadLimitBps:
          options.uploadLimitBps === undefined ? torrent.uploadLimitBps : options.uploadLimitBps,
        isSequential: options.isSequential ?? torrent.isSequential,
        firstLastFirst: options.firstLastFirst ?? torrent.firstLastFirst,
        seedingGoal: options.seedingGoal === undefined ? torrent.seedingGoal : options.seedingGoal,
      }));
    },
    'torrents.torrentFile': async ({ id }) => {
      await world.enter('torrents.torrentFile', { id });
      const torrent = find(id);
      if (torrent.sizeBytes === 0) throw new AppError('no-metadata-yet', 'There is no .torrent file yet.');
      return { name: `${torrent.name}.torrent`, torrentFile: btoa('d4:infodee'), magnet: magnetOf(torrent) };
    },
    'torrents.files': ({ id }) => Promise.resolve(filesOf(find(id))),
    'streams.open': async ({ id, file = 0 }) => {
      await world.enter('streams.open', { id, file });
      const found = filesOf(find(id))[file];
      if (found === undefined) throw new AppError('invalid-input', 'There is no such file.');
      const { index, path, sizeBytes } = found;
      return {
        url: `http://127.0.0.1:4711/secret/${encodeURIComponent(path)}`,
        file: { index, path, sizeBytes },
      };
    },
    'streams.close': ({ id }) => world.enter('streams.close', { id }),
    'torrents.peers': ({ id }) => Promise.resolve(world.peers.get(id) ?? []),
    'torrents.trackers': ({ id }) => Promise.resolve(world.trackers.get(id) ?? []),
    'torrents.watchFiles': async function* ({ id }, { signal }) {
      await world.enter('torrents.watchFiles', { id });
      yield* again(signal, () => filesOf(find(id)));
    },
    'torrents.watchPeers': async function* ({ id }, { signal }) {
      await world.enter('torrents.watchPeers', { id });
      yield* again(signal, () => world.peers.get(find(id).id) ?? []);
    },
    'torrents.watchTrackers': async function* ({ id }, { signal }) {
      await world.enter('torrents.watchTrackers', { id });
      yield* again(signal, () => world.trackers.get(find(id).id) ?? []);
    },
    'torrents.watchPieces': ({ id, stretches }, { signal }) =>
      again(signal, () => pieceMap(find(id), stretches)),
  };
}

function pieceMap({ progress, sizeBytes, peers }: Torrent, stretches: number): PieceMap {
  // Spread over the torrent as rarest-first spreads them, the same in every run.
  const isHere = (at: number) => ((at * 7919) % 1000) / 1000 < progress || at / stretches < progress * 0.5;
  const pieceSizeBytes = 1_048_576;
  return {
    pieceCount: Math.ceil(sizeBytes / pieceSizeBytes),
    pieceSizeBytes,
    have: Array.from({ length: stretches }, (_, at) =>
      progress >= 1 || isHere(Math.floor(at / 6) * 6) ? 1 : 0,
    ),
    availability: Array.from({ length: stretches }, (_, at) =>
      peers === 0 ? 0 : 1 + (((at >> 4) * 31) % 6),
    ),
  };
}
