import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client as DhtClient } from 'bittorrent-dht';
import TrackerClient from 'bittorrent-tracker/client';
import ConnPool from 'webtorrent/lib/conn-pool.js';
import Torrent from 'webtorrent/lib/torrent.js';
import { expect, test } from 'vitest';

const nodeModules = join(import.meta.dirname, '..', '..', 'node_modules');
const versionOf = (name: string) =>
  (JSON.parse(readFileSync(join(nodeModules, name, 'package.json'), 'utf8')) as { version: string }).version;

test.each([
  ['webtorrent', '3.0.21'],
  ['bittorrent-tracker', '11.2.3'],
  // swarm/observed-addresses.ts reads their answers.
  ['bittorrent-dht', '11.0.12'],
  ['k-rpc', '5.1.0'],
  ['k-rpc-socket', '1.11.1'],
  // guard/modules/datachannel.ts stands between them.
  ['webrtc-polyfill', '1.2.2'],
  ['node-datachannel', '0.33.4'],
])('%s is the version whose inner parts we know', (name, version) => {
  expect(versionOf(name)).toBe(version);
});

const torrent = Torrent.prototype as unknown as Record<string, unknown>;
const connPool = ConnPool.prototype as unknown as Record<string, unknown>;

/** The source of each method that is overridden or leaned on, as it was when that was written. */
const seams: readonly (readonly [what: string, method: unknown, sha1: string])[] = [
  ['Torrent.addPeer (seams/discovery.ts)', torrent.addPeer, '5b6e28d1dcda'],
  [
    'Torrent._onParsedTorrent (seams/discovery.ts: infoHash comes first)',
    torrent._onParsedTorrent,
    '8e3e20faab0d',
  ],
  [
    'Torrent._onListening (seams/discovery.ts: without a description it only discovers)',
    torrent._onListening,
    '34e03184cc27',
  ],
  ['Torrent._startDiscovery (seams/discovery.ts)', torrent._startDiscovery, '40c3a57e3791'],
  ['Torrent._destroy (seams/leave.ts)', torrent._destroy, 'b30be9e60e15'],
  ['Torrent._rechoke (does nothing before it is ready, which it never is)', torrent._rechoke, '494b40519241'],
  ['ConnPool (seams/incoming.ts: _onConnection is looked up at each connection)', ConnPool, 'a1a85504dc6d'],
  ['ConnPool._onConnection (seams/incoming.ts)', connPool._onConnection, '0b80d027ce9c'],
  [
    'tracker Client._defaultAnnounceOpts (seams/discovery.ts)',
    TrackerClient.prototype._defaultAnnounceOpts,
    'cf3f5f642ea8',
  ],
  ['tracker Client.start (faults/strangers-answers.ts)', TrackerClient.prototype.start, 'd8b82ed8a852'],
  [
    'DHT Client._preannounce (faults/late-announces.ts: it calls lookup, then announce)',
    (DhtClient.prototype as unknown as Record<string, unknown>)._preannounce,
    'a7c460ae5372',
  ],
  ['tracker Client._announce (swarm/tracker-board.ts)', TrackerClient.prototype._announce, '24f92e218574'],
];

test.each(seams)(
  '%s is what it was: if not, read it again before changing this number',
  (_what, method, sha1) => {
    expect(hash('sha1', String(method)).slice(0, 12)).toBe(sha1);
  },
);
