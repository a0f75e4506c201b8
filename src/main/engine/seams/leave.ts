import type { Torrent } from 'webtorrent';
import { stopReconnecting } from '../faults/undead-trackers.ts';

/** A tracker that does not answer "stopped" must not hold up a pause, ms. */
const patienceMs = 3_000;

/** Resolves when the torrent has no peers and no timers any more; its trackers have been told. */
export function leaveSwarm(torrent: Torrent): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMs);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    if (torrent.destroyed) return done();
    stopReconnecting(torrent);
    torrent.destroy({ destroyStore: false }, done);
  });
}
