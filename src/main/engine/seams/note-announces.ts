import type { TrackerClient } from 'webtorrent';
import type { Exposure, Purpose } from '../../ports/exposure.ts';

/**
 * Announces of a torrent are for that torrent, whatever timer begins them. One WebSocket to a tracker serves all
 * torrents: there the ledger is told of each announce, because no new connection shows it.
 */
export function noteAnnounces(client: TrackerClient, exposure: Exposure, purpose: Purpose): void {
  for (const tracker of client._trackers) {
    const announce = tracker.announce.bind(tracker);
    const isShared = /^wss?:/iu.test(tracker.announceUrl);
    // The first announce was begun before anybody could listen.
    if (isShared) exposure.saidTo(tracker.announceUrl, purpose);
    tracker.announce = (options) =>
      exposure.during(purpose, () => {
        if (isShared) exposure.saidTo(tracker.announceUrl, purpose);
        announce(options);
      });
  }
}
