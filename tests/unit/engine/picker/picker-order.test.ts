import { expect, test } from 'vitest';
import { makeSwarm, piecesOf } from './swarm-fixture.ts';

test('the piece that fewest peers have comes first, also when a seed is asked', () => {
  const swarm = makeSwarm({ pieceCount: 10, verified: 4 });
  swarm.peerWith(0, 1, 2, 4, 5);
  swarm.peerWith(0, 1, 2, 4);
  swarm.peerWith(0, 1, 4);
  const fair = swarm.peerWith(1, 2, 5);
  expect(piecesOf(swarm.pick(swarm.seed(), 8))).toEqual([3, 5]);
  expect(piecesOf(swarm.pick(fair, 8))).toEqual([2, 1]);
});

test('of equally rare pieces any may come first', () => {
  const firsts = Array.from({ length: 40 }, (_, index) => {
    const swarm = makeSwarm({ verified: 4, seed: 1 + index * 7_919 });
    return swarm.pick(swarm.seed(), 1)[0]?.piece;
  });
  expect(new Set(firsts).size).toBeGreaterThan(8);
});

test('before four pieces are verified, any piece may come first, however common', () => {
  const firstWith = (verified: number) =>
    Array.from({ length: 40 }, (_, index) => {
      const swarm = makeSwarm({ verified, seed: 1 + index * 7_919 });
      const common = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
      swarm.peerWith(...common);
      const peer = swarm.peerWith(0, ...common);
      return swarm.pick(peer, 1)[0]?.piece;
    });
  expect(new Set(firstWith(3)).size).toBeGreaterThan(8);
  expect(new Set(firstWith(4))).toEqual(new Set([0]));
});

test('in sequential order a peer gets the first piece it has that is unbegun', () => {
  const swarm = makeSwarm({ pieceCount: 70 });
  swarm.picker.setSequential(true);
  swarm.picker.verified(0);
  expect(piecesOf(swarm.pick(swarm.seed(), 12))).toEqual([1, 2, 3]);
  expect(piecesOf(swarm.pick(swarm.peerWith(2, 5, 66), 8))).toEqual([5, 66]);
  swarm.picker.lost(0);
  expect(piecesOf(swarm.pick(swarm.seed(), 8))).toEqual([0, 4]);
});

test('a higher priority comes before a rarer piece and before the order of pieces', () => {
  const swarm = makeSwarm({ verified: 4 });
  swarm.picker.setPriority(9, 7);
  swarm.picker.setPriority(8, 6);
  swarm.peerWith(8, 9);
  expect(piecesOf(swarm.pick(swarm.seed(), 8))).toEqual([9, 8]);
  swarm.picker.setSequential(true);
  swarm.picker.setPriority(11, 5);
  expect(piecesOf(swarm.pick(swarm.seed(), 8))).toEqual([11, 0]);
});

test('what is not wanted is not asked for, and what was begun of it waits until it is wanted again', () => {
  const swarm = makeSwarm({ pieceCount: 3 });
  const peer = swarm.seed();
  const [block] = swarm.pick(peer, 1);
  const begun = block?.piece ?? -1;
  swarm.picker.setPriority(begun, 0);
  const rest = piecesOf(swarm.pick(peer, 20));
  expect(rest).toHaveLength(2);
  expect(rest).not.toContain(begun);
  for (const piece of rest) swarm.picker.setPriority(piece, 0);
  expect(swarm.pick(peer, 20)).toEqual([]);
  expect(peer.isInteresting).toBe(false);
  expect(swarm.arrive(peer, block ? [block] : [])).toEqual([]);
  expect([...swarm.picker.partials()].map(({ piece }) => piece)).toEqual([begun]);
  for (const piece of rest) swarm.picker.verified(piece);
  swarm.picker.setPriority(begun, 1);
  expect(swarm.pick(peer, 20).map(({ piece, begin }) => [piece, begin])).toEqual([
    [begun, 16_384],
    [begun, 32_768],
    [begun, 49_152],
  ]);
});

test('pieces with a deadline come before everything else, the earliest first', () => {
  const swarm = makeSwarm({ verified: 4 });
  swarm.picker.setPriority(2, 7);
  swarm.picker.setDeadline(12, 9_000);
  swarm.picker.setDeadline(5, 3_000);
  swarm.picker.setDeadline(7, 6_000);
  swarm.picker.setDeadline(7, 12_000);
  const peer = swarm.seed();
  expect(piecesOf(swarm.pick(peer, 16))).toEqual([5, 12, 7, 2]);
  swarm.picker.setDeadline(9, 1_000);
  swarm.picker.setDeadline(10, 1_000);
  swarm.picker.setDeadline(9, null);
  expect(piecesOf(swarm.pick(peer, 4))).toEqual([10]);
});

test('a piece that is late is asked of fast peers besides, of slow ones not, and of three at most', () => {
  const swarm = makeSwarm({ pieceCount: 40 });
  const [slow, fast, faster, fastest, crawling] = Array.from({ length: 5 }, () => swarm.seed());
  if (!slow || !fast || !faster || !fastest || !crawling) throw new Error('five peers');
  swarm.giveAt(slow, 0.5, 30);
  swarm.giveAt(crawling, 0.25, 31);
  swarm.giveAt(fast, 4, 32);
  swarm.giveAt(faster, 4, 33);
  swarm.giveAt(fastest, 4, 34);
  swarm.picker.setDeadline(5, swarm.world.nowMs + 100);
  const asked = swarm.pick(slow, 4);
  expect(piecesOf(asked)).toEqual([5]);
  expect(piecesOf(swarm.pick(fast, 4))).not.toContain(5);
  swarm.world.nowMs += 100;
  expect(piecesOf(swarm.pick(crawling, 4))).not.toContain(5);
  expect(piecesOf(swarm.pick(fast, 4))).toEqual([5]);
  expect(piecesOf(swarm.pick(faster, 4))).toEqual([5]);
  expect(piecesOf(swarm.pick(fastest, 4))).not.toContain(5);
  expect(new Set(swarm.arrive(fast, asked.slice(0, 1)))).toEqual(new Set([slow, faster]));
});

test('in sequential order a piece that is lost comes first again, also when all about it are there', () => {
  const swarm = makeSwarm({ pieceCount: 70 });
  swarm.picker.setSequential(true);
  for (let piece = 0; piece < 40; piece++) swarm.picker.verified(piece);
  const peer = swarm.seed();
  expect(piecesOf(swarm.pick(peer, 4))).toEqual([40]);
  swarm.picker.lost(3);
  expect(piecesOf(swarm.pick(peer, 8))).toEqual([3, 41]);
});

test('a deadline is forgotten once its piece is verified', () => {
  const swarm = makeSwarm({ pieceCount: 70 });
  swarm.picker.setSequential(true);
  swarm.picker.setDeadline(60, 1_000);
  swarm.picker.setDeadline(61, 2_000);
  swarm.picker.verified(60);
  swarm.picker.lost(60);
  expect(piecesOf(swarm.pick(swarm.seed(), 8))).toEqual([61, 0]);
});

test('those who left do not count when it is told who is fast', () => {
  const swarm = makeSwarm({ pieceCount: 40 });
  const [gone, holder, even, slow] = [swarm.seed(), swarm.seed(), swarm.seed(), swarm.seed()];
  swarm.giveAt(gone, 4, 30);
  swarm.giveAt(holder, 1, 31);
  swarm.giveAt(even, 1, 32);
  swarm.giveAt(slow, 0.7, 33);
  swarm.picker.setDeadline(5, swarm.world.nowMs);
  swarm.pick(holder, 4);
  expect(piecesOf(swarm.pick(even, 1))).not.toContain(5);
  gone.leave();
  expect(piecesOf(swarm.pick(slow, 1))).not.toContain(5);
  expect(piecesOf(swarm.pick(even, 1))).toEqual([5]);
});
