import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startGatedSeeder } from '../support/gated-seeder.ts';
import { startHonestLeecher } from '../support/honest-leecher.ts';
import { makeTorrent } from '../support/made-torrent.ts';
import { handshake, openRawPeer } from '../support/raw-peer.ts';
import { until } from '../support/until.ts';
import { isSentAway } from './attack.ts';
import { endless, seeded } from './seed.ts';
import { startTarget } from './target.ts';

const pieceSizeBytes = 16 * 16_384;
/** Blocks that each of the four may give, again and again: so all of them have a part in most pieces. */
const portion = 4;
const everyMs = 10;

function spoilt(block: Buffer): Buffer {
  const copy = Buffer.from(block);
  copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 1;
  return copy;
}

test('seeds that send wrong blocks among honest ones are found, sent away and kept out; nobody else is', async () => {
  await using target = await startTarget();
  const { warren, port } = target;
  const torrent = makeTorrent({ name: 'film.mkv', data: randomBytes(12_000_000), pieceSizeBytes });
  const dice = endless(fc.nat(9));
  await using always = await startGatedSeeder({ torrent, host: '127.0.1.1', answer: spoilt });
  await using sometimes = await startGatedSeeder({
    torrent,
    host: '127.0.1.2',
    answer: (block) => (dice.next().value === 0 ? spoilt(block) : block),
  });
  await using honest = await startGatedSeeder({ torrent, host: '127.0.1.3' });
  await using upright = await startGatedSeeder({ torrent, host: '127.0.1.4' });
  const all = [always, sometimes, honest, upright];
  const pace = setInterval(() => all.forEach((seeder) => seeder.allow(portion)), everyMs);

  await seeded(target, async () => {
    try {
      await target.addTorrent(torrent, ...all.flatMap(({ address }) => ['--peer', address]));
      await warren.reaches(torrent.infoHash, 'seeding');
    } finally {
      clearInterval(pace);
    }
    expect(torrent.data.equals(await readFile(target.pathOf(torrent)))).toBe(true);
    for (const poisoner of [always, sometimes]) {
      expect(poisoner.givenBlocks).toBeGreaterThan(0);
      await until(() => poisoner.connections > 0 && poisoner.lostConnections === poisoner.connections, {
        what: 'a poisoner is sent away',
      });
    }
    target.isUnharmed();
  });

  // Not let in …
  for (const from of ['127.0.1.1', '127.0.1.2']) {
    using again = await openRawPeer({ port, from });
    let heard = 0;
    again.socket.on('data', (chunk) => (heard += chunk.length));
    again.send(handshake(torrent.infoHash, '-XX0001-itcomesagain'));
    expect(await isSentAway(again), `${from} is sent away`).toBe(true);
    expect(heard, `what ${from} hears`).toBe(0);
  }
  // … and the others are.
  for (const from of ['127.0.1.3', '127.0.1.4']) {
    using leecher = await startHonestLeecher({ torrent, port, from });
    await leecher.isServed();
  }
});
