import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { Api } from '#shared/contract/api.ts';
import type { Client, Handlers } from '#shared/contract/define.ts';
import type { EngineApi } from '#shared/contract/engine.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { importsApi } from '#shared/contract/imports.ts';
import type { libraryApi } from '#shared/contract/library.ts';
import type { playerApi } from '#shared/contract/player.ts';
import type { whenDoneApi } from '#shared/contract/when-done.ts';
import { formatMagnet } from '#shared/domain/magnet.ts';
import type { Status } from '#shared/contract/status.ts';
import type { Paths } from '../ports/paths.ts';
import { makeNetworkHandlers, type NetworkHandlerParts } from './doors/network-handlers.ts';
import { makeExposureHandlers, type ExposureHandlerParts } from './exposure/exposure-handlers.ts';
import { againAndAgain } from './again-and-again.ts';
import type { Bandwidth } from './bandwidth/keep-bandwidth.ts';
import { freeBytesAt } from './free-bytes.ts';
import type { Notices } from './notices.ts';
import type { SettingsKeeper } from './settings-keeper.ts';
import type { Adder } from './torrents/add.ts';
import type { Details } from './torrents/details.ts';
import { inspect } from './torrents/inspect.ts';
import { describeTorrent, type LiveTorrent } from './torrents/live-torrent.ts';
import type { Selector } from './torrents/select-files.ts';
import type { Sharer } from './torrents/share.ts';
import type { TorrentFiles } from './torrents/torrent-files.ts';
import { makeTorrentHandlers, type TorrentHandlerParts } from './torrents/torrent-handlers.ts';

interface HandlerParts extends NetworkHandlerParts, TorrentHandlerParts {
  readonly paths: Paths;
  readonly adder: Adder;
  readonly sharer: Sharer;
  readonly details: Details;
  readonly torrentFiles: TorrentFiles;
  readonly notices: Notices;
  readonly player: Handlers<typeof playerApi>;
  readonly library: Handlers<typeof libraryApi>;
  readonly imports: Handlers<typeof importsApi>;
  readonly whenDone: Handlers<typeof whenDoneApi>;
  readonly settings: SettingsKeeper;
  readonly bandwidth: Bandwidth;
  readonly selector: Selector;
  status(): Status;
  clientFor(torrent: LiveTorrent): Client<EngineApi>;
  readonly exposure: ExposureHandlerParts;
}

/** The use cases, one for each name of the contract. Each reads like the sentence it carries out. */
export function makeHandlers(parts: HandlerParts): Handlers<Api> {
  const { paths, registry, adder, sharer, details, torrentFiles, notices, streams, settings } = parts;
  const { bandwidth, selector, status, clientFor } = parts;

  const follow = <T>(id: string, ask: (torrent: LiveTorrent) => Promise<T>, signal: AbortSignal) =>
    againAndAgain(() => ask(registry.resolve(id)), signal);

  return {
    'app.status': () => Promise.resolve(status()),
    'app.watch': (_, { signal }) => againAndAgain(() => Promise.resolve(status()), signal),
    'notices.watch': ({ after }, { signal }) => notices.feed.watch(after, signal),
    'notices.dismiss': ({ id }) => {
      notices.dismiss(id);
      return Promise.resolve();
    },

    ...makeNetworkHandlers(parts),
    ...makeExposureHandlers(parts.exposure),

    'settings.get': () => Promise.resolve(settings.get()),
    'settings.update': (patch) => settings.update(patch),

    'bandwidth.setAlternative': async ({ isOn }) => {
      await bandwidth.setAlternative(isOn);
      return status();
    },

    'folders.inspect': async ({ path }) => {
      if (!isAbsolute(path)) throw new AppError('invalid-input', 'A folder is given from the root on.');
      return { path, isThere: existsSync(path), freeBytes: await freeBytesAt(path) };
    },

    ...makeTorrentHandlers(parts),

    'torrents.inspect': ({ source }) =>
      inspect(source, { registry, savePath: settings.get().downloadFolder ?? paths.downloads }),
    'torrents.add': async (request) => describeTorrent(await adder.add(request)),
    'torrents.share': (request, { signal }) => sharer.share(request, signal),
    'torrents.addPeer': async ({ id, address }) => {
      const torrent = registry.resolve(id);
      if (!/^(\[[0-9a-f:.]+\]|[^\s:[\]]+):\d{1,5}$/iu.test(address)) {
        throw new AppError(
          'invalid-input',
          `"${address}" is not an address like 192.0.2.7:6881 or [2001:db8::7]:6881.`,
        );
      }
      await clientFor(torrent)['torrents.addPeer']({ infoHash: torrent.stored.infoHash, address });
      return describeTorrent(torrent);
    },
    'torrents.selectFiles': async ({ id, wanted }) => {
      const torrent = registry.resolve(id);
      await selector.select(torrent, wanted);
      return details.files(torrent);
    },
    'torrents.setFilePriorities': async ({ id, files }) => {
      const torrent = registry.resolve(id);
      await selector.prioritize(torrent, files);
      return details.files(torrent);
    },
    'torrents.torrentFile': async ({ id }) => {
      const { stored } = registry.resolve(id);
      const file = await torrentFiles.read(stored.infoHash);
      if (file === undefined)
        throw new AppError(
          'no-metadata-yet',
          'There is no .torrent file before peers have sent the description.',
        );
      const magnet = formatMagnet({
        infoHash: stored.infoHash,
        name: stored.name,
        trackers: stored.trackers.flat(),
      });
      return { name: `${stored.name}.torrent`, torrentFile: file.toString('base64'), magnet };
    },
    'torrents.files': ({ id }) => details.files(registry.resolve(id)),
    'streams.open': async ({ id, file, resumes }) => {
      const torrent = registry.resolve(id);
      if (resumes) await streams.resumeFor(torrent, file);
      return streams.open(torrent, file);
    },
    'streams.close': ({ id }) => {
      streams.close(registry.resolve(id).stored.infoHash);
      return Promise.resolve();
    },
    ...parts.player,
    ...parts.library,
    ...parts.imports,
    ...parts.whenDone,
    'torrents.peers': ({ id }) => details.peers(registry.resolve(id)),
    'torrents.trackers': ({ id }) => details.trackers(registry.resolve(id)),
    'torrents.watchFiles': ({ id }, { signal }) => follow(id, (torrent) => details.files(torrent), signal),
    'torrents.watchPeers': ({ id }, { signal }) => follow(id, (torrent) => details.peers(torrent), signal),
    'torrents.watchTrackers': ({ id }, { signal }) =>
      follow(id, (torrent) => details.trackers(torrent), signal),
    'torrents.watchPieces': ({ id, stretches }, { signal }) =>
      follow(id, (torrent) => details.pieces(torrent, stretches), signal),
  };
}
