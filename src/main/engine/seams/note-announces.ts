import type { TrackerClient } from 'webtorrent';
import type { Exposure, Purpose } from '../../ports/exposure.ts';
import type { StunServers } from './stun-servers.ts';

interface NotedAnnounces {
  readonly exposure: Exposure;
  readonly purpose: Purpose;
  /** Undefined where peers in browsers are not offered connections. */
  readonly stun: StunServers | undefined;
}

/**
 * Announces of a torrent are for that torrent, whatever timer begins them, and so is what comes of their answers. One
 * WebSocket to a tracker serves all torrents: there the ledger is told of each announce, because no new connection shows
 * it.
 */
export function noteAnnounces(client: TrackerClient, { exposure, purpose, stun }: NotedAnnounces): void {
  for (const tracker of client._trackers) {
    const announce = tracker.announce.bind(tracker);
    if (!/^wss?:/iu.test(tracker.announceUrl)) {
      tracker.announce = (options) => exposure.during(purpose, () => announce(options));
      continue;
    }
    const announced = () => exposure.saidTo(tracker.announceUrl, purpose);
    // The first announce was begun before anybody could listen.
    announced();
    tracker.announce = (options) =>
      exposure.during(purpose, () => {
        announced();
        // All others carry offers of connections, which ask STUN servers first.
        if (stun === undefined || options.event === 'stopped' || options.event === 'completed')
          announce(options);
        else void stun.known().then(() => announce(options));
      });
    const onAnswer = tracker._onAnnounceResponse?.bind(tracker);
    tracker._onAnnounceResponse = (answer) => exposure.during(purpose, () => onAnswer?.(answer));
  }
}
