import type { Api } from '#shared/contract/api.ts';
import type { Handlers } from '#shared/contract/define.ts';
import { openCatalog, refuseNewerFiles, openExposureStore, takeInstanceLock } from '../catalog/index.ts';
import type { Battery } from '../ports/battery.ts';
import { readBootId } from '../ports/boot-id.ts';
import type { BringToRest } from '../ports/bring-to-rest.ts';
import type { Clock } from '../ports/clock.ts';
import type { Noted } from '../ports/exposure.ts';
import type { ForkEngine } from '../ports/fork-engine.ts';
import { errorLabel, type Logger } from '../ports/logger.ts';
import type { FindMediaFolders } from '../ports/media-folders.ts';
import type { Paths } from '../ports/paths.ts';
import type { SecretStore } from '../ports/secret-store.ts';
import type { AddressTable } from '../ports/whereabouts.ts';
import { loadSettings } from '../settings/index.ts';
import { makeBatteryRule } from './bandwidth/battery-rule.ts';
import { keepBandwidth } from './bandwidth/keep-bandwidth.ts';
import { makeDataFolders } from './data-folders.ts';
import { keepDoors } from './doors/keep-doors.ts';
import { watchNetwork } from './doors/network-view.ts';
import { makeProfiles } from './doors/profiles.ts';
import { makeEngines, profileNamed } from './engines/engines.ts';
import { keepExposure } from './exposure/keep-exposure.ts';
import { takeNewIdentity } from './exposure/new-identity.ts';
import { makeExposureTeller } from './exposure/tell-engines.ts';
import { makeHandlers } from './handlers.ts';
import { makeImportHandlers } from './imports/import-handlers.ts';
import { keepBackups } from './keep-backups.ts';
import { keepLibrary } from './library/keep-library.ts';
import { makeNotices } from './notices.ts';
import { makePlayer } from './player/player.ts';
import { makeTorrentSources } from './player/torrent-sources.ts';
import { makeServed } from './served/served.ts';
import { makeSettingsKeeper } from './settings-keeper.ts';
import { makeStatus } from './status.ts';
import { tellOfRepairs } from './tell-of-repairs.ts';
import { makeStreams } from './streams/streams.ts';
import { makeAdder } from './torrents/add.ts';
import { makeDetails } from './torrents/details.ts';
import { makeBeatFolder } from './torrents/fold-beat.ts';
import { keepGoals } from './torrents/goals.ts';
import { makeLifecycle } from './torrents/lifecycle.ts';
import type { LiveTorrent } from './torrents/live-torrent.ts';
import { makePlayFirst } from './torrents/play-first.ts';
import { makeProfileLife } from './torrents/profile-life.ts';
import { keepQueue } from './torrents/queue.ts';
import { makeRegistry } from './torrents/registry.ts';
import { makeRemover } from './torrents/remove.ts';
import { makeSelector } from './torrents/select-files.ts';
import { makeOptionSetter } from './torrents/set-options.ts';
import { makeMover } from './torrents/move.ts';
import { makeSharer } from './torrents/share.ts';
import { makeTorrentFiles } from './torrents/torrent-files.ts';
import { keepTraffic } from './torrents/traffic.ts';
import { isUnderWay } from './when-done/is-under-way.ts';
import { keepWhenDone } from './when-done/keep-when-done.ts';

export interface AppParts {
  readonly paths: Paths;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly fork: ForkEngine;
  readonly version: string;
  /** Of the page that this host shows: it alone may use media in another way than a player. */
  readonly pageOrigins: readonly string[];
  /** The bundle of the thread that scans the library. */
  readonly scanThread: URL;
  /** Where the addresses of others are. */
  readonly addresses: AddressTable;
  readonly mediaFolders: FindMediaFolders;
  /** Of a computer that may have one. */
  readonly battery?: Battery;
  /** Of a host that can end itself or put the computer to rest. */
  readonly bringToRest?: BringToRest;
  readonly secrets: SecretStore;
}

export interface App extends AsyncDisposable {
  readonly handlers: Handlers<Api>;
  /** Where media is served, once something was opened. */
  mediaOrigin(): string | undefined;
  /** The computer goes to sleep: nothing is sent any more until it has woken and the network was looked at anew. */
  sleep(): Promise<void>;
  wake(): Promise<void>;
  /** Somebody came to a door of the host. */
  note(noted: Noted): void;
}

/**
 * Wires the rooms and starts them in order; a failure halfway stops what had already started. Disposing stops in
 * reverse: engines first, so that their last checkpoints still find the catalog open.
 * @throws AppError `already-running`, `catalog-damaged`, `catalog-too-new`, `settings-too-new`, `not-writable`
 */
export async function startApp({
  paths,
  clock,
  logger,
  fork,
  version,
  pageOrigins,
  scanThread,
  addresses,
  mediaFolders,
  battery,
  bringToRest,
  secrets,
}: AppParts): Promise<App> {
  await using stack = new AsyncDisposableStack();
  await makeDataFolders(paths);
  stack.use(takeInstanceLock(paths.instanceLock));
  const loaded = await loadSettings(paths.settings, clock.now(), secrets);
  refuseNewerFiles(paths);
  const catalog = stack.use(openCatalog(paths.catalog, clock.now()));
  stack.use(keepBackups({ source: catalog, logger }));
  const bootId = readBootId();
  const network = stack.use(await watchNetwork(process.platform));
  const exposureStore = stack.use(openExposureStore(paths.exposure));
  const notices = makeNotices({ clock });
  const registry = makeRegistry({ clock });
  const torrentFiles = makeTorrentFiles({ paths });
  const profileOf = ({ stored }: LiveTorrent) =>
    settings.get().profiles.find(({ name }) => name === stored.profile);
  const clientFor = ({ stored }: LiveTorrent) =>
    engines.client(profileNamed(settings.get().profiles, stored.profile));

  const lifecycle = makeLifecycle({
    registry,
    catalog,
    paths,
    bootId,
    clock,
    logger,
    preallocation: () => settings.get().preallocation,
    transferOptionsOf: (torrent) => goals.transferOptionsOf(torrent),
    mayRun: (torrent) => queue.mayRun(torrent),
    whyWait: () => queue.whyWait(),
    profileOf,
    clientOf: (profile) => engines.client(profile),
    shutReasonOf: (profile) => doors.shutReasonOf(profile),
  });
  const engines = makeEngines({
    fork,
    version,
    logger,
    notices,
    listener: {
      onUp(profile, client) {
        void exposureTeller.tell(client);
        bandwidth.onUp(profile, client);
        profileLife.startAll(profile);
        doors.onUp(profile, client);
      },
      onBeat(profile, beat) {
        foldBeat(beat);
        if (beat.contacts !== undefined) exposure.onContacts(profile, beat.contacts);
      },
      onDown: (profile) => profileLife.waitAll(profile),
      onDoorClosed: (profile, reason, text) => doors.shutByItself(profile, reason, text),
      onDoorFacts: (profile, facts) => doors.onFacts(profile, facts),
      onCheckpoints: (checkpoints) =>
        checkpoints.forEach((checkpoint) => lifecycle.saveCheckpoint(checkpoint, true)),
    },
  });
  const exposureTeller = makeExposureTeller({
    store: exposureStore,
    settings: () => settings.get(),
    engines,
    logger,
  });
  const settings = makeSettingsKeeper(loaded.settings, {
    path: paths.settings,
    registry,
    secrets,
    onChanged() {
      exposureTeller.tellAll();
      bandwidth.look();
      queue.look();
      goals.onSettings();
      return doors.check();
    },
  });
  const batteryRule = makeBatteryRule({ battery, settings: settings.get });
  const bandwidth = keepBandwidth({
    ...{ settings, engines, registry, clock, logger },
    isSparing: () => batteryRule() === 'alternative',
  });
  const queue = keepQueue({
    registry,
    catalog,
    clock,
    lifecycle: () => lifecycle,
    settings: () => settings.get().queue,
    isHeld: () => batteryRule() === 'pause',
  });
  const stopHearing = battery?.onChange(() => {
    bandwidth.look();
    queue.look();
  });
  const doors = keepDoors({
    network,
    engines,
    registry,
    notices,
    clock,
    logger,
    platform: process.platform,
    profileLife: () => profileLife,
    settings: settings.get,
  });
  const profileLife = makeProfileLife({ registry, lifecycle, shutReasonOf: doors.shutReasonOf });
  const parts = {
    registry,
    catalog,
    lifecycle,
    torrentFiles,
    paths,
    clock,
    bootId,
    logger,
    clientFor,
    settings: settings.get,
  };
  const remove = makeRemover(parts);
  const goals = keepGoals({
    ...parts,
    notices,
    settings: () => settings.get().seeding,
    remove(torrent) {
      streams.close(torrent.stored.infoHash);
      return remove(torrent, false);
    },
  });
  const adder = makeAdder(parts);
  const foldBeat = makeBeatFolder({
    registry,
    catalog,
    lifecycle,
    notices,
    clock,
    onMetadata: (torrent, infoBytes, peers) => {
      adder
        .complete(torrent, infoBytes, peers)
        .catch((error: unknown) => logger.error('metadata.failed', { error: errorLabel(error) }));
    },
  });

  const exposure = stack.use(
    keepExposure({
      store: exposureStore,
      clock,
      logger,
      settings: settings.get,
      interfaces: network.interfaces,
      addresses,
    }),
  );
  stack.use(keepTraffic({ registry, catalog }));
  stack.defer(() => settleAll());
  stack.use(engines);
  // Before the engines end: what ends with them starts nobody else.
  for (const kept of [bandwidth, queue, goals]) stack.use(kept);
  stack.defer(() => stopHearing?.());
  for (const stored of catalog.torrents.all()) registry.put(stored);
  goals.begin();
  stack.use(doors);
  const served = stack.use(makeServed({ logger, pageOrigins }));
  const playFirst = makePlayFirst({ queue, lifecycle });
  const streams = makeStreams({ ...parts, served, playFirst, note: exposure.note });
  const library = stack.use(
    keepLibrary({
      ...{ paths, scanThread, registry, catalog, served, notices, clock, logger, mediaFolders },
      settings: settings.get,
    }),
  );
  const whenDone = stack.use(
    keepWhenDone({
      ...{ bringToRest, clock, logger },
      isUnderWay: () => registry.list().some(isUnderWay),
    }),
  );
  // All profiles are up from the start: sharing and adding need no warm-up, and the port is known.
  void doors.check();
  profileLife.blockStrays(settings.get().profiles.map(({ name }) => name));
  tellOfRepairs(notices, { settings: loaded, catalog });

  function settleAll(): void {
    for (const torrent of registry.list()) lifecycle.settle(torrent);
  }

  const details = makeDetails(parts);
  const handlers = makeHandlers({
    ...parts,
    network,
    doors,
    profiles: makeProfiles({
      settings,
      registry,
      move: (torrent, profile) => lifecycle.move(torrent, profile),
    }),
    clientOf: (profile) => engines.client(profile),
    adder,
    notices,
    streams,
    player: makePlayer({
      served,
      library: library.files,
      torrents: makeTorrentSources({ registry, streams }),
    }),
    library: library.handlers,
    imports: makeImportHandlers(parts),
    whenDone: whenDone.handlers,
    settings,
    sharer: makeSharer({ ...parts, clientOf: (profile) => engines.client(profile) }),
    details,
    exposure: {
      store: exposureStore,
      keeper: exposure,
      registry,
      details,
      doors,
      network,
      clock,
      settings: settings.get,
      profileNamed: (name) => profileNamed(settings.get().profiles, name ?? settings.get().defaultProfile),
      newIdentity: (torrent) =>
        takeNewIdentity(torrent, {
          registry,
          lifecycle,
          doors,
          profileOf: ({ stored }) => profileNamed(settings.get().profiles, stored.profile),
          clientFor,
        }),
      onBans: exposureTeller.tellAll,
    },
    move: makeMover(parts),
    remove,
    bandwidth,
    queue,
    selector: makeSelector(parts),
    setOptions: makeOptionSetter({ ...parts, goals }),
    status: makeStatus({ version, clock, registry, engines, limits: bandwidth.now, settings: settings.get }),
  });
  const owned = stack.move();
  return {
    handlers,
    mediaOrigin: served.origin,
    sleep: doors.sleep,
    wake: doors.wake,
    note: exposure.note,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
