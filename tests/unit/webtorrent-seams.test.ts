import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import TrackerClient from 'bittorrent-tracker/client';
import utPex from 'ut_pex';
import Torrent from 'webtorrent/lib/torrent.js';
import { expect, test } from 'vitest';

const nodeModules = join(import.meta.dirname, '..', '..', 'node_modules');
const versionOf = (name: string) =>
  (JSON.parse(readFileSync(join(nodeModules, name, 'package.json'), 'utf8')) as { version: string }).version;

test.each([
  ['webtorrent', '3.0.21'],
  ['bittorrent-tracker', '11.2.3'],
  ['bittorrent-protocol', '5.0.9'],
  ['ut_pex', '5.0.2'],
  ['ut_metadata', '5.0.1'],
  // swarm/observed-addresses.ts reads their answers.
  ['bittorrent-dht', '11.0.12'],
  ['k-rpc', '5.1.0'],
  ['k-rpc-socket', '1.11.1'],
])('%s is the version whose inner parts we know', (name, version) => {
  expect(versionOf(name)).toBe(version);
});

/** The source of each method that is overridden or leaned on, as it was when that was written. */
const seams: readonly (readonly [what: string, method: unknown, sha1: string])[] = [
  ['Torrent._onMetadata (swarm/metadata.ts)', Torrent.prototype._onMetadata, '917b6294b5bf'],
  ['Torrent._verifyPieces (faults/startup-verify.ts)', Torrent.prototype._verifyPieces, 'd0fe09e632da'],
  [
    'Torrent._onWireWithMetadata (faults/early-messages.ts)',
    Torrent.prototype._onWireWithMetadata,
    '36d020eaae83',
  ],
  [
    'Torrent._onWire (swarm/metadata.ts: ut_metadata is there at the wire event)',
    (Torrent.prototype as unknown as Record<string, unknown>)._onWire,
    'bf803426a988',
  ],
  [
    'Torrent._destroy (swarm/leave.ts)',
    (Torrent.prototype as unknown as Record<string, unknown>)._destroy,
    'b30be9e60e15',
  ],
  ['ut_pex._sendMessage (swarm/exchange.ts)', utPex().prototype._sendMessage, '7e9e5e3e8337'],
  ['ut_pex.onMessage (faults/strict-pex.ts)', utPex().prototype.onMessage, '9bb65d70ce20'],
  ['Torrent.addPeer (faults/crossed-offers.ts)', Torrent.prototype.addPeer, '5b6e28d1dcda'],
  [
    'Torrent._startDiscovery (faults/announced-figures.ts)',
    (Torrent.prototype as unknown as Record<string, unknown>)._startDiscovery,
    '40c3a57e3791',
  ],
  [
    'tracker Client._defaultAnnounceOpts (faults/announced-figures.ts)',
    TrackerClient.prototype._defaultAnnounceOpts,
    'cf3f5f642ea8',
  ],
  ['tracker Client._announce (swarm/tracker-board.ts)', TrackerClient.prototype._announce, '24f92e218574'],
];

test.each(seams)(
  '%s is what it was: if not, read it again before changing this number',
  (_what, method, sha1) => {
    expect(hash('sha1', String(method)).slice(0, 12)).toBe(sha1);
  },
);
