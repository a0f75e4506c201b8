import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Peer, Torrent } from '../../src/shared/contract/torrent.ts';
import { startGatedSeeder } from '../support/gated-seeder.ts';
import { makeTorrent } from '../support/made-torrent.ts';
import { until } from '../support/until.ts';
import { startTarget } from './target.ts';

const blockBytes = 16_384;
const blocksInPiece = 8;

test('who took part in a wrong piece is not asked for what others are filling, not even after coming back', async () => {
  await using target = await startTarget();
  const { warren } = target;
  const torrent = makeTorrent({
    // One piece: of several, a peer that has shown how slow it is may not be asked for all.
    name: 'one-piece.bin',
    data: randomBytes(blocksInPiece * blockBytes),
    pieceSizeBytes: blocksInPiece * blockBytes,
  });
  const id = torrent.infoHash;
  await target.addTorrent(torrent, '--paused');
  await warren.json('order', id, '--sequential', 'on');
  await warren.json('resume', id);
  await warren.reaches(id, 'downloading');

  // The liar spoils the beginning of a piece and leaves; an honest peer finishes it in good faith.
  const liesAbout = 3;
  {
    await using liar = await startGatedSeeder({
      torrent,
      host: '127.0.2.1',
      allowed: liesAbout,
      answer: (block) => Buffer.alloc(block.length),
    });
    await warren.json('add-peer', id, liar.address);
    await until(
      async () =>
        (await warren.call<Torrent>('torrents.show', { id })).downloadedBytes >= liesAbout * blockBytes,
      { what: 'the lies have come' },
    );
  }
  await using honest = await startGatedSeeder({
    torrent,
    host: '127.0.2.2',
    allowed: blocksInPiece - liesAbout,
  });
  await warren.json('add-peer', id, honest.address);
  await honest.hasGivenAll();
  await until(() => honest.waitingBlocks > 0, { what: 'the honest one is asked anew' });

  // The honest one holds all that is left. At the end anybody else would be asked for the same.
  await using again = await startGatedSeeder({ torrent, host: '127.0.2.1', allowed: Infinity });
  await warren.json('add-peer', id, again.address);
  await until(
    async () =>
      (await warren.call<Peer[]>('torrents.peers', { id })).some(
        ({ address, progress, isChokingUs }) => address === '127.0.2.1' && progress === 1 && !isChokingUs,
      ),
    { what: 'the liar is back and lets us download' },
  );
  honest.allow(Infinity);
  await warren.reaches(id, 'seeding');

  expect(again.givenBlocks).toBe(0);
  expect(torrent.data.equals(await readFile(target.pathOf(torrent)))).toBe(true);
  // The piece is right at last, so it is known who lied.
  await until(() => again.lostConnections === again.connections, { what: 'the liar is sent away' });
  target.isUnharmed();
});
