import { once } from 'node:events';
import { Client } from 'bittorrent-tracker';
import type { Torrent } from 'webtorrent';
import { afterEach, expect, test, vi } from 'vitest';
import { stopReconnecting } from '../../../src/main/engine/faults/undead-trackers.ts';
import { findFreePort } from '../../support/free-port.ts';

// docs/webtorrent-faults.md, 8

/** Longer than the package waits before it tries again for the first time, ms. */
const longEnoughMs = 10 * 60_000;

afterEach(() => void vi.useRealTimers());

/** A client whose only tracker cannot be reached. */
async function startClient() {
  const client = new Client({
    infoHash: '00'.repeat(20),
    peerId: '11'.repeat(20),
    port: 6881,
    announce: [`ws://127.0.0.1:${await findFreePort()}`],
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await once(client, 'warning');
  return { client, tracker: client._trackers[0] };
}

test('8: a tracker that was not reached is not asked again after the torrent has been let go', async () => {
  const plain = await startClient();
  plain.client.destroy();
  vi.advanceTimersByTime(longEnoughMs);
  // The fault: it has a socket again, and announces as soon as that is open.
  expect(plain.tracker.socket).not.toBeNull();
  await once(plain.client, 'warning');
  vi.useRealTimers();

  const mended = await startClient();
  stopReconnecting({ discovery: { tracker: mended.client } } as unknown as Torrent); // all that it looks at
  mended.client.destroy();
  vi.advanceTimersByTime(longEnoughMs);
  expect(mended.tracker.socket).toBeNull();
});
