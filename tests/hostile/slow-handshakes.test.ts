import { expect, test } from 'vitest';
import { startHonestLeecher } from '../support/honest-leecher.ts';
import { handshake, openRawPeer } from '../support/raw-peer.ts';
import { attackerAddress, isSentAway } from './attack.ts';
import { startTarget } from './target.ts';

const visitors = 200;
const everyMs = 1_000;

test.each([
  ['from as many addresses', () => attackerAddress()],
  ['from one address', () => '127.77.0.1'],
])('200 peers that say one byte a second, %s, keep nobody out and are sent away', async (_, from) => {
  await using target = await startTarget();
  const bytes = handshake(target.seeding.infoHash, '-XX0001-slowhandshak');
  const slow = await Promise.all(
    Array.from({ length: visitors }, () => openRawPeer({ port: target.port, from: from() })),
  );
  let said = 0;
  const timer = setInterval(() => {
    for (const peer of slow) peer.send(bytes.subarray(said, said + 1));
    said++;
  }, everyMs);
  try {
    for (const peer of slow) peer.send(bytes.subarray(said, said + 1));
    said++;

    using leecher = await startHonestLeecher({
      torrent: target.seeding,
      port: target.port,
      from: '127.0.0.1',
    });
    await leecher.isServed();

    expect(await Promise.all(slow.map(isSentAway))).toEqual(slow.map(() => true));
    // Before they could say who they are.
    expect(said).toBeLessThan(bytes.length);
    await leecher.isServed();
    target.isUnharmed();
  } finally {
    clearInterval(timer);
    for (const peer of slow) peer[Symbol.dispose]();
  }
});
