import { Duplex } from 'node:stream';
import WebTorrent, { type RtcConnection } from 'webtorrent';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { makeRtcIntroductions } from '../../../src/main/engine/seams/rtc-introductions.ts';

// docs/webtorrent-faults.md, 6

const [lesserId, greaterId] = ['11'.repeat(20), 'ff'.repeat(20)];

/** To the peer with the lesser id; opens when the test says so. */
function makeConnection(offeredBy: 'us' | 'them') {
  const connection = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  return Object.assign(connection, {
    id: lesserId,
    initiator: offeredBy === 'us',
    connected: false,
    open() {
      this.connected = true;
      connection.emit('connect');
    },
  });
}

const asRtc = (connection: object) => connection as unknown as RtcConnection; // as much of it as is used here

function makeMended() {
  const kept: object[] = [];
  const introductions = makeRtcIntroductions({
    ourPeerId: greaterId,
    onOpen(connection) {
      kept.push(connection);
      return () => {
        kept.splice(kept.indexOf(connection), 1);
        connection.destroy();
      };
    },
  });
  return { kept, introductions };
}

test('6: WebTorrent as it is drops the second of two connections to one peer, whatever becomes of the first', async () => {
  const off = { dht: false, tracker: false, lsd: false, natUpnp: false, natPmp: false, utp: false };
  const client = new WebTorrent({ ...off, secure: 0, peerId: greaterId } as never);
  const torrent = client.add('00'.repeat(20) as never, {});
  await once(torrent, 'infoHash');
  const [answered, offered] = [makeConnection('them'), makeConnection('us')];

  torrent.addPeer(asRtc(answered));
  torrent.addPeer(asRtc(offered));

  expect(offered.destroyed).toBe(true);
  await new Promise<void>((resolve) => client.destroy(resolve));
});

test('6: of two connections to one peer the one that opens is kept, also when it was heard of second', () => {
  const { kept, introductions } = makeMended();
  const [first, second] = [makeConnection('them'), makeConnection('us')];
  introductions.add(asRtc(first));
  introductions.add(asRtc(second));
  expect(second.destroyed).toBe(false);

  second.open();

  expect(kept).toEqual([second]);
});

test.each(['us', 'them'] as const)(
  '6: of two that open the one that the greater peer offered is kept (%s first)',
  (offeredFirstBy) => {
    const { kept, introductions } = makeMended();
    const ours = makeConnection('us');
    const theirs = makeConnection('them');
    const inOrder = offeredFirstBy === 'us' ? [ours, theirs] : [theirs, ours];
    for (const connection of inOrder) introductions.add(asRtc(connection));

    for (const connection of inOrder) connection.open();

    expect(kept).toEqual([ours]);
    expect(theirs.destroyed).toBe(true);
  },
);

test('6: nothing is left of a connection that was waiting when the torrent is let go', () => {
  const { introductions } = makeMended();
  const waiting = makeConnection('us');
  introductions.add(asRtc(waiting));

  introductions.stop();

  expect(waiting.destroyed).toBe(true);
});
