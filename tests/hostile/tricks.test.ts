import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHonestLeecher, type HonestLeecher } from '../support/honest-leecher.ts';
import { handshake, openRawPeer } from '../support/raw-peer.ts';
import { until } from '../support/until.ts';
import { attackerAddress, isSentAway } from './attack.ts';
import { startTarget, type Target } from './target.ts';
import { forbidden, tolerable } from './tricks.ts';

const peerId = '-XX0001-playstricks0';

// One Warren for all of them: whatever one has done to it, the next ones would show.
let target: Target;
let leecher: HonestLeecher;

beforeAll(async () => {
  target = await startTarget();
  leecher = await startHonestLeecher({ torrent: target.seeding, port: target.port, from: '127.0.0.1' });
  await leecher.isServed();
});
afterAll(async () => {
  leecher[Symbol.dispose]();
  await target[Symbol.asyncDispose]();
});

async function everybodyIsWell(): Promise<void> {
  await leecher.isServed();
  expect(leecher).toMatchObject({ wrongBlocks: 0, isConnected: true });
  target.isUnharmed();
}

const greeted = () => handshake(target.seeding.infoHash, peerId);

describe('a peer that sends', () => {
  test.each(forbidden)('$what is sent away', async ({ says }) => {
    using peer = await openRawPeer({ port: target.port, from: attackerAddress() });
    peer.socket.pause();
    peer.send(greeted(), ...says(target.seeding));
    const hasLeft = isSentAway(peer);
    await everybodyIsWell();
    peer.socket.resume();
    expect(await hasLeft, 'it was sent away').toBe(true);
    await everybodyIsWell();
  });

  test.each(tolerable)('$what harms nobody', async ({ says }) => {
    using peer = await openRawPeer({ port: target.port, from: attackerAddress() });
    peer.send(greeted(), ...says(target.seeding));
    await until(() => peer.isOver || peer.socket.writableLength === 0, { what: 'all of it is sent' });
    await everybodyIsWell();
  });
});

test.each([
  ['96 zeros instead of a handshake', () => Buffer.alloc(96)],
  ['a handshake for a torrent that is not here', () => handshake('ab'.repeat(20), peerId)],
])('%s: the connection ends without an answer', async (_, bytes) => {
  using peer = await openRawPeer({ port: target.port, from: attackerAddress() });
  let heard = 0;
  peer.socket.on('data', (chunk) => (heard += chunk.length));
  peer.send(bytes());
  expect(await isSentAway(peer), 'it was sent away').toBe(true);
  expect(heard).toBe(0);
  await everybodyIsWell();
});

test('a peer that goes on talking to a closed connection is heard by nobody', async () => {
  using peer = await openRawPeer({ port: target.port, from: attackerAddress() });
  peer.send(greeted());
  peer.socket.end();
  peer.socket.resetAndDestroy();
  for (let n = 0; n < 20; n++) {
    using hasty = await openRawPeer({ port: target.port, from: attackerAddress() });
    hasty.send(greeted(), Buffer.alloc(200_000, 7));
    if (n % 2 === 0) hasty.socket.resetAndDestroy();
  }
  await everybodyIsWell();
});

test('a peer that comes twice is there once', async () => {
  const from = attackerAddress();
  using first = await openRawPeer({ port: target.port, from });
  first.send(greeted());
  using second = await openRawPeer({ port: target.port, from });
  second.send(greeted());
  await until(() => first.isOver || second.isOver, { what: 'one of the two connections is ended' });
  await everybodyIsWell();
});

test('Warren that is led to itself hangs up', async () => {
  // A way to its own port that it cannot know as such.
  let ended = 0;
  const relay = createServer((dialled) => {
    const back = connect({ port: target.port, host: '127.0.0.1', localAddress: attackerAddress() });
    for (const socket of [dialled, back]) socket.on('error', () => undefined);
    dialled.pipe(back).pipe(dialled);
    for (const socket of [dialled, back]) socket.on('close', () => ended++);
  }).listen(0, '127.0.0.3');
  await once(relay, 'listening');
  try {
    const { port } = relay.address() as AddressInfo; // listening on a TCP port
    await target.warren.json('add-peer', target.seeding.infoHash, `127.0.0.3:${port}`);
    await until(() => ended >= 2, { what: 'both ends are hung up' });
    await everybodyIsWell();
  } finally {
    relay.close();
  }
});
