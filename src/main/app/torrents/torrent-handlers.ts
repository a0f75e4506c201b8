import type { Handlers } from '#shared/contract/define.ts';
import type { torrentsApi } from '#shared/contract/torrents-api.ts';
import type { KeptDoors } from '../doors/keep-doors.ts';
import type { Profiles } from '../doors/profiles.ts';
import type { Streams } from '../streams/streams.ts';
import type { Lifecycle } from './lifecycle.ts';
import { describeTorrent, type LiveTorrent } from './live-torrent.ts';
import type { Mover } from './move.ts';
import type { Queue } from './queue.ts';
import type { Registry } from './registry.ts';
import type { OptionSetter } from './set-options.ts';

export interface TorrentHandlerParts {
  readonly registry: Registry;
  readonly lifecycle: Lifecycle;
  readonly doors: KeptDoors;
  readonly profiles: Profiles;
  readonly queue: Queue;
  readonly streams: Streams;
  readonly move: Mover;
  readonly setOptions: OptionSetter;
  remove(torrent: LiveTorrent, withFiles: boolean): Promise<void>;
}

/** The use cases of torrents as a whole, one or several of them. */
export function makeTorrentHandlers(parts: TorrentHandlerParts): Handlers<typeof torrentsApi> {
  const { registry, lifecycle, doors, profiles, queue, streams, move, setOptions, remove } = parts;

  /** All or nothing is named before anything is done. */
  const resolveAll = (ids: readonly string[]) => [...new Set(ids.map((id) => registry.resolve(id)))];

  async function toEach(ids: readonly string[], work: (torrent: LiveTorrent) => Promise<void>) {
    const torrents = resolveAll(ids);
    await Promise.all(torrents.map(work));
    return torrents.map(describeTorrent);
  }

  /** A door that waits for a word has got it. */
  const allowDoorsOf = (ids: readonly string[]) =>
    Promise.all([...new Set(resolveAll(ids).map(({ stored }) => stored.profile))].map(doors.allow));

  return {
    'torrents.list': () => Promise.resolve(registry.list().map(describeTorrent)),
    'torrents.watch': ({ after }, { signal }) => registry.feed.watch(after, signal),
    'torrents.show': ({ id }) => Promise.resolve(describeTorrent(registry.resolve(id))),
    'torrents.move': (request, { signal }) => move(request, signal),
    'torrents.pause': ({ ids }) => toEach(ids, (torrent) => lifecycle.pause(torrent)),
    'torrents.resume': async ({ ids }) => {
      await allowDoorsOf(ids);
      return toEach(ids, (torrent) => lifecycle.resume(torrent));
    },
    'torrents.startNow': async ({ ids }) => {
      await allowDoorsOf(ids);
      return toEach(ids, (torrent) => lifecycle.startNow(torrent));
    },
    'torrents.queue': ({ ids, move }) => {
      const torrents = resolveAll(ids);
      queue.move(torrents, move);
      return Promise.resolve(torrents.map(describeTorrent));
    },
    'torrents.setProfile': ({ ids, profile }) => {
      const { name } = profiles.get(profile);
      return toEach(ids, (torrent) => lifecycle.move(torrent, name));
    },
    'torrents.recheck': ({ ids }) => toEach(ids, (torrent) => lifecycle.recheck(torrent)),
    'torrents.setOptions': ({ ids, options }) => toEach(ids, (torrent) => setOptions(torrent, options)),
    'torrents.remove': async ({ ids, deleteFiles }) => {
      const torrents = resolveAll(ids);
      for (const torrent of torrents) {
        streams.close(torrent.stored.infoHash);
        await remove(torrent, deleteFiles);
      }
      return { removed: torrents.map(({ stored }) => stored.infoHash) };
    },
  };
}
