import type { TrackerClient } from 'webtorrent';
import type { Exposure, Purpose } from '../../ports/exposure.ts';
import { noteStun } from './stun-servers.ts';

interface NotedAnnounces {
  readonly exposure: Exposure;
  readonly purpose: Purpose;
  /** Whether peers in browsers are offered connections. */
  readonly offersRtc: boolean;
}

/**
 * Announces of a torrent are for that torrent, whatever timer begins them. One WebSocket to a tracker serves all
 * torrents: there the ledger is told of each announce, because no new connection shows it.
 */
export function noteAnnounces(client: TrackerClient, { exposure, purpose, offersRtc }: NotedAnnounces): void {
  function announced(url: string): void {
    exposure.saidTo(url, purpose);
    // Each announce carries offers of connections.
    if (offersRtc && purpose.torrent !== null) noteStun(exposure, purpose.torrent);
  }

  for (const tracker of client._trackers) {
    const announce = tracker.announce.bind(tracker);
    const isShared = /^wss?:/iu.test(tracker.announceUrl);
    // The first announce was begun before anybody could listen.
    if (isShared) announced(tracker.announceUrl);
    tracker.announce = (options) =>
      exposure.during(purpose, () => {
        if (isShared) announced(tracker.announceUrl);
        announce(options);
      });
  }
}
