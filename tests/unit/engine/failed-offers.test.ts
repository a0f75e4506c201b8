import { EventEmitter } from 'node:events';
import type { TrackerClient } from 'webtorrent';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { offerAgain } from '../../../src/main/engine/faults/failed-offers.ts';

// docs/webtorrent-faults.md, 9. The race in libdatachannel does not happen on demand; what follows from it does.

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A torrent's trackers, as far as the mend touches them. */
function makeTrackers() {
  const webSocket = vi.fn();
  const udp = vi.fn();
  const client = Object.assign(new EventEmitter(), {
    destroyed: false,
    _trackers: [
      { announceUrl: 'wss://tracker.example', announce: webSocket },
      { announceUrl: 'udp://tracker.example:1', announce: udp },
    ],
    _defaultAnnounceOpts: () => ({ uploaded: 0, downloaded: 0, left: 1 }),
  });
  offerAgain(client as unknown as TrackerClient);
  return { client, webSocket, udp };
}

const failure = new Error('Connection error: Ice connection failed.');

test('9: after a connection that failed WebSocket trackers get new offers, the others are left alone', () => {
  const { client, webSocket, udp } = makeTrackers();
  client.emit('warning', failure);
  vi.advanceTimersByTime(2_000);
  expect(webSocket).toHaveBeenCalledOnce();
  expect(udp).not.toHaveBeenCalled();
});

test('9: many failures ask a tracker at most twice a minute', () => {
  const { client, webSocket } = makeTrackers();
  for (let second = 0; second < 60; second++) {
    client.emit('warning', failure);
    vi.advanceTimersByTime(1_000);
  }
  expect(webSocket).toHaveBeenCalledTimes(2);
});

test('9: nothing is announced for a torrent that has been let go, nor because a tracker failed', () => {
  const { client, webSocket } = makeTrackers();
  client.emit('warning', new Error('connect ECONNREFUSED'));
  vi.advanceTimersByTime(2_000);
  client.emit('warning', failure);
  client.destroyed = true;
  vi.advanceTimersByTime(2_000);
  expect(webSocket).not.toHaveBeenCalled();
});
