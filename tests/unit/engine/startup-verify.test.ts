import { hash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import WebTorrent, { type ParsedTorrent, type Torrent } from 'webtorrent';
import { expect, test } from 'vitest';
import { trustOurBitfield } from '../../../src/main/engine/faults/startup-verify.ts';
import { NoStore } from '../../../src/main/engine/swarm/chunk-store.ts';

// docs/webtorrent-faults.md, 2

const off = { dht: false, tracker: false, lsd: false, natUpnp: false, natPmp: false, utp: false, secure: 0 };
const pieceLength = 16_384;
const sha1s = [1, 2, 3].map(() => hash('sha1', randomBytes(pieceLength)));
const length = 3 * pieceLength;
const parsed: ParsedTorrent = {
  infoHash: '00'.repeat(20),
  announce: [],
  urlList: [],
  name: 'song.flac',
  info: {},
  files: [{ path: 'song.flac', name: 'song.flac', length, offset: 0 }],
  length,
  pieceLength,
  lastPieceLength: pieceLength,
  pieces: sha1s,
};

/** Starts with a bitfield that says all three pieces are there, over a store that cannot be read. */
async function startTorrent(mend: (torrent: Torrent) => void) {
  let reads = 0;
  class CountingStore extends NoStore {
    override get(...given: Parameters<NoStore['get']>): void {
      reads++;
      super.get(...given);
    }
  }
  const client = new WebTorrent(off as never);
  const options = { store: CountingStore, storeCacheSlots: 0, bitfield: Uint8Array.of(0b1110_0000) };
  const torrent = client.add(parsed, { ...options, deselect: true });
  mend(torrent);
  await once(torrent, 'ready');
  const { progress } = torrent as unknown as { progress: number };
  await new Promise<void>((resolve) => client.destroy(resolve));
  return { reads, progress };
}

test('2: a torrent that starts from a bitfield reads nothing of what has been decided before', async () => {
  // The fault: it reads the second piece, and when that is not right, doubts all of them.
  expect(await startTorrent(() => undefined)).toEqual({ reads: 4, progress: 0 });

  expect(await startTorrent(trustOurBitfield)).toEqual({ reads: 0, progress: 1 });
});
