import type { Dht } from 'webtorrent';
import { expect, test } from 'vitest';
import { noteDht } from '../../../src/main/engine/seams/index.ts';
import { makePeerExposure } from '../../../src/main/engine/swarm/peer-exposure.ts';
import type { ExtensionPeer } from '../../../src/main/engine/transfer/extensions/index.ts';
import type { Greeted } from '../../../src/main/engine/transfer/wire/index.ts';
import type { Exposure, Noted, Purpose } from '../../../src/main/ports/exposure.ts';
import { infoHashSchema } from '../../../src/shared/contract/torrent.ts';

const infoHash = infoHashSchema.parse('ab'.repeat(20));

/** The port, which writes down what it is told. */
function listenIn() {
  const noted: Noted[] = [];
  const purposes: Purpose[] = [];
  const exposure: Exposure = {
    during(purpose, work) {
      purposes.push(purpose);
      return work();
    },
    note: (one) => void noted.push(one),
    saidTo: () => undefined,
    take: () => [],
    setRecorded: () => undefined,
  };
  return { noted, purposes, exposure };
}

const wire = { channel: { kind: 'tcp', remote: { address: '192.0.2.7', port: 6881 } } } as Greeted['wire'];

function makePeer(speaks: readonly 'ut_pex'[]): ExtensionPeer & { wasAskedSinceMs: number | null } {
  return {
    wire,
    direction: 'out',
    hasExtensions: true,
    peerId: Buffer.from('-XX0001-abcdefghijkl'),
    party: '192.0.2.7',
    listenAddress: undefined,
    says: {
      client: 'Other 1',
      extensions: new Map(speaks.map((name) => [name, 1])),
      listenPort: undefined,
      requestQueue: undefined,
      yourIp: undefined,
      metadataBytes: undefined,
    },
    wasAskedSinceMs: null,
  };
}

function makeSeen({ pex = true, namesClient = true } = {}) {
  const { noted, exposure } = listenIn();
  let now = 0;
  const seen = makePeerExposure({
    ...{ exposure, infoHash, pex, namesClient, showsPieces: true },
    nowMs: () => now,
  });
  const learned = () => new Set(noted.flatMap(({ learns = [] }) => learns));
  return { seen, noted, learned, pass: (ms: number) => (now += ms) };
}

const greeted = (extensions: boolean): Greeted => ({
  wire,
  isEncrypted: true,
  theirs: {
    infoHash: new Uint8Array(20),
    peerId: new Uint8Array(20),
    speaks: { extensions, fast: true, dht: false },
  },
});

test('a peer learns by the handshake what was said in it, and no more', () => {
  const named = makeSeen();
  named.seen.greeted(greeted(true), 'out');
  expect(named.learned()).toEqual(new Set(['infohash', 'peer-id', 'port', 'client', 'pieces']));
  expect(named.noted).toMatchObject([{ kind: 'peer', torrent: infoHash, isEncrypted: true, isKnown: true }]);
  // The peer id names it too.
  const withoutExtensions = makeSeen();
  withoutExtensions.seen.greeted(greeted(false), 'out');
  expect(withoutExtensions.learned()).toEqual(new Set(['infohash', 'peer-id', 'client', 'pieces']));
  const nameless = makeSeen({ namesClient: false });
  nameless.seen.greeted(greeted(false), 'out');
  expect(nameless.learned()).toEqual(new Set(['infohash', 'peer-id', 'pieces']));
});

test('who takes part in peer exchange can pass us on, where we take part too', () => {
  const both = makeSeen();
  both.seen.says(makePeer(['ut_pex']));
  expect(both.learned()).toContain('passed-on');
  const [neither, onlyThey] = [makeSeen(), makeSeen({ pex: false })];
  neither.seen.says(makePeer([]));
  onlyThey.seen.says(makePeer(['ut_pex']));
  expect(neither.learned()).not.toContain('passed-on');
  expect(onlyThey.learned()).not.toContain('passed-on');
});

test('who was asked for pieces knows it, and a link that goes on is told of once a minute', () => {
  const { seen, noted, learned, pass } = makeSeen();
  const peer = makePeer([]);
  seen.pulse([peer]);
  seen.pulse([peer]);
  expect(noted).toHaveLength(1);
  expect(learned()).not.toContain('requests');
  peer.wasAskedSinceMs = 5;
  seen.pulse([peer]);
  seen.pulse([peer]);
  expect(noted).toHaveLength(2);
  expect(learned()).toContain('requests');
  pass(60_000);
  seen.pulse([peer]);
  expect(noted).toHaveLength(3);
});

test('a DHT message is for the torrent that it names, and says whether it asks or answers', () => {
  const { purposes, exposure } = listenIn();
  const sent: object[] = [];
  const socket = { send: (_node: object, message: object) => void sent.push(message) };
  noteDht({ _rpc: { socket } } as unknown as Dht, exposure);
  const info_hash = Buffer.from(infoHash, 'hex');
  const node = { host: '192.0.2.9', port: 6881 };
  for (const message of [
    { y: 'q', q: 'get_peers', a: { info_hash } },
    { y: 'q', q: 'announce_peer', a: { info_hash } },
    { y: 'q', q: 'find_node', a: {} },
    { y: 'r', r: {} },
  ])
    socket.send(node, message);
  expect(sent).toHaveLength(4);
  expect(purposes.map(({ torrent, direction, learns }) => [torrent, direction, learns])).toEqual([
    [infoHash, 'out', ['dht-id', 'infohash']],
    [infoHash, 'out', ['dht-id', 'infohash', 'port']],
    [null, 'out', ['dht-id']],
    [null, 'in', ['dht-id']],
  ]);
});
