import TrackerClients from 'bittorrent-tracker/client';
import type { Dht, TrackerClient } from 'webtorrent';

/**
 * Fault: what a tracker answers over HTTP is read where nobody catches its failure: a "failure reason" or "warning
 * message" that is no text ends the process (docs/webtorrent-faults.md, 19).
 *
 * Mend: it is the failure of this announce. For every client that starts from now on: the first announce is on its way
 * before anybody else sees the client.
 */
export function outliveTrackerAnswers(): void {
  const { start } = TrackerClients.prototype;
  TrackerClients.prototype.start = function (this: TrackerClient, options) {
    mendRequests(this);
    start.call(this, options);
  };
}

/** A tracker that asks for more is asked once a day. */
const longestMs = 24 * 60 * 60 * 1_000;

function mendRequests({ _trackers }: TrackerClient): void {
  for (const tracker of _trackers) {
    const announceEvery = tracker.setInterval.bind(tracker);
    // Longer than a timer can be, it would be no time at all.
    tracker.setInterval = (ms) => announceEvery(ms === undefined ? ms : Math.min(ms, longestMs));
    const request = tracker._request?.bind(tracker);
    if (request === undefined) continue;
    tracker._request = async (url, params, onAnswer) => {
      try {
        await request(url, params, onAnswer);
      } catch (error) {
        onAnswer(error instanceof Error ? error : new Error(String(error)));
      }
    };
  }
}

/**
 * Fault: a DHT message whose token is a number or a list ends the process: it is compared as if it were bytes
 * (docs/webtorrent-faults.md, 20). Others may be found yet.
 *
 * Mend: what the packet of a stranger brings about ends with that packet.
 */
export function outliveDhtPackets({ _rpc }: Pick<Dht, '_rpc'>): void {
  const { socket } = _rpc.socket;
  for (const listener of socket.listeners('message')) {
    socket.removeListener('message', listener as () => void);
    socket.on('message', (...packet: unknown[]) => {
      try {
        Reflect.apply(listener, socket, packet);
      } catch {
        // Nobody is owed an answer to nonsense.
      }
    });
  }
}
