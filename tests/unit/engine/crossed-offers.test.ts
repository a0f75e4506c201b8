import { once } from 'node:events';
import { Duplex } from 'node:stream';
import WebTorrent, { type RtcConnection } from 'webtorrent';
import { expect, test } from 'vitest';
import { surviveCrossedOffers } from '../../../src/main/engine/faults/crossed-offers.ts';

// docs/webtorrent-faults.md, 6

const [lesserId, greaterId] = ['11'.repeat(20), 'ff'.repeat(20)];

/** A torrent of WebTorrent's own in a client with the greater id; it looks for nobody. */
async function startTorrent() {
  const off = { dht: false, tracker: false, lsd: false, natUpnp: false, natPmp: false, utp: false };
  const client = new WebTorrent({ ...off, secure: 0, peerId: greaterId } as never);
  const torrent = client.add('00'.repeat(20) as never, {});
  await once(torrent, 'infoHash');
  return {
    torrent,
    /** The connection to the peer with the lesser id. */
    kept: () => (torrent._peers?.get(lesserId) as { conn?: unknown } | undefined)?.conn,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => client.destroy(resolve)),
  };
}

/** To the peer with the lesser id; opens when the test says so. */
function makeConnection(offeredBy: 'us' | 'them'): Duplex & RtcConnection & { open(): void } {
  const connection = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  return Object.assign(connection, {
    id: lesserId,
    initiator: offeredBy === 'us',
    open(this: Duplex & { connected?: boolean }) {
      this.connected = true;
      this.emit('connect');
    },
  });
}

test('6: of two connections to one peer the one that opens is kept, also when it was heard of second', async () => {
  await using plain = await startTorrent();
  const [answered, offered] = [makeConnection('them'), makeConnection('us')];
  plain.torrent.addPeer(answered);
  plain.torrent.addPeer(offered);
  // The fault: whatever becomes of the first, the second is gone.
  expect(offered.destroyed).toBe(true);

  await using mended = await startTorrent();
  surviveCrossedOffers(mended.torrent, greaterId);
  const [first, second] = [makeConnection('them'), makeConnection('us')];
  mended.torrent.addPeer(first);
  mended.torrent.addPeer(second);
  expect(second.destroyed).toBe(false);
  second.open();

  expect(mended.kept()).toBe(second);
  expect(first.destroyed).toBe(true);
});

test.each(['us', 'them'] as const)(
  '6: of two that open the one that the greater peer offered is kept (%s first)',
  async (offeredFirstBy) => {
    await using mended = await startTorrent();
    surviveCrossedOffers(mended.torrent, greaterId);
    const ours = makeConnection('us');
    const theirs = makeConnection('them');
    const inOrder = offeredFirstBy === 'us' ? [ours, theirs] : [theirs, ours];
    for (const connection of inOrder) mended.torrent.addPeer(connection);
    for (const connection of inOrder) connection.open();

    expect(mended.kept()).toBe(ours);
    expect(theirs.destroyed).toBe(true);
  },
);

test('6: nothing is left of a connection that was waiting when the torrent is let go', async () => {
  const mended = await startTorrent();
  surviveCrossedOffers(mended.torrent, greaterId);
  const waiting = makeConnection('us');
  mended.torrent.addPeer(makeConnection('them'));
  mended.torrent.addPeer(waiting);

  await mended[Symbol.asyncDispose]();

  expect(waiting.destroyed).toBe(true);
});
