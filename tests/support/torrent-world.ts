import { keepGoals } from '../../src/main/app/torrents/goals.ts';
import { makeLifecycle } from '../../src/main/app/torrents/lifecycle.ts';
import type { LiveTorrent } from '../../src/main/app/torrents/live-torrent.ts';
import { makeNotices } from '../../src/main/app/notices.ts';
import { keepQueue, lastPosition } from '../../src/main/app/torrents/queue.ts';
import { makeRegistry } from '../../src/main/app/torrents/registry.ts';
import { makeOptionSetter } from '../../src/main/app/torrents/set-options.ts';
import { openCatalog, type StoredTorrent } from '../../src/main/catalog/index.ts';
import { pathsIn } from '../../src/main/ports/paths.ts';
import type { Client } from '../../src/shared/contract/define.ts';
import type { EngineApi, EngineTorrent } from '../../src/shared/contract/engine.ts';
import { settingsSchema, type Settings } from '../../src/shared/contract/settings.ts';
import { defaultTorrentOptions, type TransferOptions } from '../../src/shared/contract/torrent.ts';
import type { InfoHash } from '../../src/shared/domain/info-hash.ts';

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** An engine that does what it is told at once: who runs in it, in the order they came. */
function makeEngine() {
  const running = new Map<string, TransferOptions>();
  const ofEngine: Partial<Client<EngineApi>> = {
    'torrents.start': ({ infoHash, options }) => {
      if (options !== undefined) running.set(infoHash, options);
      return Promise.resolve();
    },
    'torrents.stop': ({ infoHash }) => {
      running.delete(infoHash);
      return Promise.resolve(null);
    },
    'torrents.setOptions': ({ infoHash, options }) => {
      if (running.has(infoHash)) running.set(infoHash, options);
      return Promise.resolve();
    },
  };
  // Nothing else of the contract is asked for by what is built on it here.
  return { running, client: ofEngine as Client<EngineApi> };
}

export const nthHash = (number: number) => number.toString(16).padStart(40, '0') as InfoHash; // 40 hex characters

export const oneMegabyte = 1_000_000;

/** The real registry, catalog, lifecycle, queue and goals over an engine that only notes. Opened again, it is the same. */
export function openTorrentWorld(folder: string, given: Partial<Settings> = {}) {
  let settings = settingsSchema.parse(given);
  let nowMs = 1_000_000;
  const clock = { now: () => new Date(1_700_000_000_000 + nowMs), monotonicMs: () => nowMs };
  const paths = pathsIn({ dataDir: folder, downloads: folder });
  const catalog = openCatalog(paths.catalog, clock.now());
  const engine = makeEngine();
  const registry = makeRegistry({ clock });
  const notices = makeNotices({ clock });
  const clientFor = () => engine.client;
  const removed: string[] = [];
  const lifecycle = makeLifecycle({
    ...{ registry, catalog, paths, clock, bootId: 'boot', logger: silent },
    preallocation: () => 'sparse',
    transferOptionsOf: (torrent) => goals.transferOptionsOf(torrent),
    mayRun: (torrent) => queue.mayRun(torrent),
    whyWait: () => queue.whyWait(),
    profileOf: () => settings.profiles[0],
    clientOf: clientFor,
    shutReasonOf: () => undefined,
  });
  const queue = keepQueue({
    ...{ registry, catalog, clock },
    lifecycle: () => lifecycle,
    settings: () => settings.queue,
    isHeld: () => false,
  });
  const goals = keepGoals({
    ...{ registry, catalog, clock, notices, lifecycle, clientFor, logger: silent },
    settings: () => settings.seeding,
    remove: (torrent) =>
      lifecycle.retire(torrent, () => {
        removed.push(torrent.stored.infoHash);
        catalog.torrents.remove(torrent.stored.infoHash);
        registry.delete(torrent.stored.infoHash);
        return Promise.resolve();
      }),
  });
  for (const stored of catalog.torrents.all()) registry.put(stored);
  const setOptions = makeOptionSetter({ registry, catalog, lifecycle, clientFor, goals });

  /** One that is whole where it says so, and was not begun else. */
  function put(number: number, part: Partial<StoredTorrent> = {}): LiveTorrent {
    const stored: StoredTorrent = {
      infoHash: nthHash(number),
      name: `torrent ${number}`,
      origin: 'added',
      savePath: folder,
      profile: settings.defaultProfile,
      isPaused: false,
      isPrivate: false,
      hasInfo: false,
      sizeBytes: oneMegabyte,
      fileCount: 1,
      trackers: [],
      webSeeds: [],
      pendingSelect: null,
      doneBytes: 0,
      wantedBytes: oneMegabyte,
      receivedBytes: 0,
      sentBytes: 0,
      addedAt: new Date(number),
      completedAt: null,
      options: defaultTorrentOptions,
      queuePosition: lastPosition(registry),
      isForced: false,
      pauseReason: 'by-user',
      seededMs: 0,
      goalMetAt: null,
      ...part,
    };
    catalog.torrents.insert(stored);
    return registry.put(stored);
  }

  return {
    ...{ registry, catalog, lifecycle, queue, goals, notices, engine, removed, setOptions, put },
    get: (number: number) => registry.resolve(nthHash(number)),
    pass: (ms: number) => (nowMs += ms),
    /** As the settings keeper does after it has saved. */
    change(part: Partial<Settings>) {
      settings = settingsSchema.parse({ ...settings, ...part });
      queue.look();
      goals.onSettings();
    },
    /** What the engine would tell of it. */
    tell(torrent: LiveTorrent, figures: Partial<EngineTorrent>) {
      const phase = figures.phase ?? 'seeding';
      torrent.figures = {
        infoHash: torrent.stored.infoHash,
        phase,
        doneBytes: phase === 'seeding' ? torrent.stored.wantedBytes : torrent.stored.doneBytes,
        wantedBytes: torrent.stored.wantedBytes,
        receivedBytes: 0,
        sentBytes: 0,
        downloadBps: 0,
        uploadBps: 0,
        peers: 0,
        otherSeeds: 1,
        ...figures,
      };
      registry.happen(torrent, phase === 'seeding' ? 'seed' : 'download');
    },
    /** Everything that was set off has happened: each step takes a turn of the loop or some. */
    async settled() {
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    },
    async [Symbol.asyncDispose]() {
      goals[Symbol.dispose]();
      queue[Symbol.dispose]();
      await catalog[Symbol.asyncDispose]();
    },
  };
}
export type TorrentWorld = ReturnType<typeof openTorrentWorld>;
