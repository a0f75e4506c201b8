import { expect, test } from 'vitest';
import { makeRandom } from './swarm-model.ts';
import { makeSwarm } from './swarm-fixture.ts';

const blocksInPiece = 16;

/** Steps for each block while everything comes, four blocks at a time, from peers that have a part each. */
function stepsPerBlock({
  pieceCount,
  peerCount,
  share,
}: {
  pieceCount: number;
  peerCount: number;
  share: number;
}) {
  const swarm = makeSwarm({ pieceCount, blocksInPiece, verified: 4 });
  const random = makeRandom(99);
  const peers = Array.from({ length: peerCount }, (_, index) => {
    if (index % 10 === 0) return swarm.seed();
    return swarm.peerWith(
      ...Array.from({ length: pieceCount }, (_, piece) => piece).filter(() => random() < share),
    );
  });
  const before = swarm.picker.steps;
  let blockCount = 0;
  const end = Math.min(pieceCount, 8_000) * blocksInPiece * 0.95;
  for (let round = 0; blockCount < end; round++) {
    const peer = peers[round % peerCount];
    if (peer === undefined) break;
    const blocks = swarm.pick(peer, 4);
    swarm.arrive(peer, blocks);
    blockCount += blocks.length;
    for (const { piece } of blocks) if (swarm.picker.isPieceFull(piece)) swarm.picker.verified(piece);
  }
  return (swarm.picker.steps - before) / blockCount;
}

test('a block costs a few steps, however many pieces there are', () => {
  const few = stepsPerBlock({ pieceCount: 1_000, peerCount: 50, share: 0.4 });
  const many = stepsPerBlock({ pieceCount: 100_000, peerCount: 50, share: 0.4 });
  expect(few).toBeLessThan(10);
  expect(many).toBeLessThan(10);
});

test('a block costs a few steps, however many peers there are', () => {
  expect(stepsPerBlock({ pieceCount: 4_000, peerCount: 500, share: 0.3 })).toBeLessThan(10);
});

test('peers that have nothing of what is rare do not search all of it', () => {
  const pieceCount = 100_000;
  const swarm = makeSwarm({ pieceCount, blocksInPiece, verified: 4 });
  swarm.peerWith(...Array.from({ length: 60_000 }, (_, piece) => piece));
  const common = Array.from({ length: 30_000 }, (_, index) => 60_000 + index);
  const [one] = [swarm.peerWith(...common), swarm.peerWith(...common)];
  const before = swarm.picker.steps;
  expect(swarm.pick(one, 4_000)).toHaveLength(4_000);
  expect((swarm.picker.steps - before) / 4_000).toBeLessThan(200);
});

test('a peer that finds nothing does not search again before something changed', () => {
  const swarm = makeSwarm({ pieceCount: 100_000, blocksInPiece, verified: 4 });
  swarm.picker.setPriority(7, 1);
  const [holder, other] = [swarm.peerWith(7), swarm.peerWith(7)];
  swarm.pick(holder, blocksInPiece);
  swarm.pick(other, 1);
  const before = swarm.picker.steps;
  for (let index = 0; index < 100; index++) swarm.pick(other, 1);
  expect((swarm.picker.steps - before) / 100).toBeLessThan(2 * blocksInPiece);
});

test('a seed comes and goes without a step for each piece', () => {
  const swarm = makeSwarm({ pieceCount: 100_000 });
  const before = swarm.picker.steps;
  const peer = swarm.seed();
  expect(swarm.picker.availability(5)).toBe(1);
  peer.leave();
  const told = swarm.picker.join();
  told.bitfield(new Uint8Array(12_500).fill(0xff));
  expect(told.isSeed).toBe(true);
  told.leave();
  expect(swarm.picker.steps).toBe(before);
});

test('that a peer has nothing of interest is found out once', () => {
  const pieceCount = 100_000;
  const swarm = makeSwarm({ pieceCount });
  const peer = swarm.peerWith(7);
  swarm.picker.verified(7);
  expect(peer.isInteresting).toBe(false);
  const before = swarm.picker.steps;
  for (let piece = 1_000; piece < 2_000; piece++) swarm.picker.verified(piece);
  expect(peer.isInteresting).toBe(false);
  expect(swarm.pick(peer, 9)).toEqual([]);
  expect(swarm.picker.steps).toBe(before);
});
