import { isInfoHashPrefix, type InfoHash } from '#shared/domain/info-hash.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { Torrent } from '#shared/contract/torrent.ts';
import type { TorrentEvent } from '#shared/domain/torrent-state.ts';
import type { StoredTorrent } from '../../catalog/index.ts';
import type { Clock } from '../../ports/clock.ts';
import { makeChangeFeed, type ChangeFeed } from '../change-feed.ts';
import {
  describeTorrent,
  pauseReasonOf,
  reasonOf,
  step,
  type LiveTorrent,
  type StateReasonText,
} from './live-torrent.ts';

/** All torrents of the running app, and the feed by which interfaces follow them. */
export interface Registry {
  readonly feed: Pick<ChangeFeed<Torrent>, 'watch'>;
  /** Newest first. */
  list(): LiveTorrent[];
  get(infoHash: InfoHash): LiveTorrent | undefined;
  /** @throws AppError `not-found`, `ambiguous-id`, `invalid-input` */
  resolve(id: string): LiveTorrent;
  put(stored: StoredTorrent): LiveTorrent;
  delete(infoHash: InfoHash): void;
  /** Takes a step of the torrent's life and tells. */
  happen(torrent: LiveTorrent, event: TorrentEvent, reason?: StateReasonText): void;
  /** Tells of a change that is not a step. */
  changed(torrent: LiveTorrent): void;
  /** Called after each step of any torrent's life, also when one comes or goes. */
  onStep(listener: () => void): void;
}

/** As often as the engines report, ms. */
const beatMs = 500;

export function makeRegistry({ clock }: { readonly clock: Clock }): Registry {
  const torrents = new Map<InfoHash, LiveTorrent>();
  const feed = makeChangeFeed<Torrent>({ beatMs });
  const listeners: (() => void)[] = [];
  const stepped = () => listeners.forEach((listener) => listener());
  const changed = (torrent: LiveTorrent) => feed.set(torrent.stored.infoHash, describeTorrent(torrent));

  return {
    feed,
    list: () => [...torrents.values()].reverse(),
    get: (infoHash) => torrents.get(infoHash),
    resolve(id) {
      if (!isInfoHashPrefix(id)) {
        throw new AppError(
          'invalid-input',
          'A torrent is named by its infohash or at least its first four characters.',
        );
      }
      const prefix = id.trim().toLowerCase();
      const found = [...torrents.values()].filter(({ stored }) => stored.infoHash.startsWith(prefix));
      const [only] = found;
      if (only === undefined) throw new AppError('not-found', `There is no torrent ${prefix}.`);
      if (found.length > 1)
        throw new AppError('ambiguous-id', `${prefix} fits ${found.length} torrents; give more of it.`);
      return only;
    },
    put(stored) {
      const torrent: LiveTorrent = {
        stored,
        state: stored.isPaused ? 'paused' : 'queued',
        reason: null,
        since: clock.now(),
        figures: undefined,
        wish: undefined,
        goalState: 'none',
      };
      torrent.reason = stored.isPaused ? pauseReasonOf(torrent) : reasonOf('starting');
      torrents.set(stored.infoHash, torrent);
      changed(torrent);
      stepped();
      return torrent;
    },
    delete(infoHash) {
      torrents.delete(infoHash);
      feed.delete(infoHash);
      stepped();
    },
    happen(torrent, event, reason) {
      const before = torrent.state;
      if (!step(torrent, event, reason ?? null, clock.now())) return;
      changed(torrent);
      if (torrent.state !== before) stepped();
    },
    changed,
    onStep: (listener) => void listeners.push(listener),
  };
}
