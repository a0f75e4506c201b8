import type { TrackerClient } from 'webtorrent';

/** For both sides to be done with the connection that failed, ms. */
const soonMs = 1_000;
/** Trackers are not asked more often than this because of failures, ms. */
const atMostEveryMs = 30_000;

/** How bittorrent-tracker begins a warning that concerns a WebRTC connection and not the tracker. */
const prefix = 'Connection error: ';

export const isConnectionError = ({ message }: Error) => message.startsWith(prefix);

/**
 * Fault: a WebRTC connection that fails before it opens is not tried again before the next announce, two minutes
 * later. On a fast network that is often: libdatachannel lets the handshake begin before it has stored which
 * certificate the other side will show, and then refuses it (docs/webtorrent-faults.md, 9).
 *
 * Mend: WebSocket trackers are announced to again soon, with new offers.
 */
export function offerAgain(client: TrackerClient): void {
  let lastMs = -Infinity;
  client.on('warning', (error: Error) => {
    if (!isConnectionError(error) || performance.now() - lastMs < atMostEveryMs) return;
    lastMs = performance.now();
    const announce = () => {
      if (client.destroyed) return;
      for (const tracker of client._trackers)
        if (/^wss?:/iu.test(tracker.announceUrl)) tracker.announce(client._defaultAnnounceOpts());
    };
    setTimeout(announce, soonMs).unref();
  });
}
