import { expect, test } from 'vitest';
import { makeSwarm, piecesOf } from './swarm-fixture.ts';

test('each of two peers fills a piece of its own, in order', () => {
  const swarm = makeSwarm();
  const [one, other] = [swarm.seed(), swarm.seed()];
  const ofOne = [...swarm.pick(one, 1)];
  const ofOther = [...swarm.pick(other, 1)];
  for (let round = 0; round < 3; round++) {
    ofOne.push(...swarm.pick(one, 1));
    ofOther.push(...swarm.pick(other, 1));
  }
  expect(piecesOf(ofOne)).toHaveLength(1);
  expect(piecesOf(ofOther)).toHaveLength(1);
  expect(piecesOf(ofOther)).not.toEqual(piecesOf(ofOne));
  expect(ofOne.map(({ begin }) => begin / 16_384)).toEqual([0, 1, 2, 3]);
});

test('a peer keeps its piece for itself also between its last block and its next', () => {
  const swarm = makeSwarm();
  const one = swarm.seed();
  const first = swarm.pick(one, 1);
  swarm.arrive(one, first);
  expect(piecesOf(swarm.pick(swarm.seed(), 8))).not.toContain(first[0]?.piece);
  expect(piecesOf(swarm.pick(one, 1))).toEqual(piecesOf(first));
});

test('a piece that somebody left is finished before anything new is begun', () => {
  const swarm = makeSwarm({ verified: 4 });
  const one = swarm.seed();
  const blocks = swarm.pick(one, 3);
  swarm.arrive(one, blocks.slice(0, 1));
  one.leave();
  swarm.picker.setPriority(blocks[0]?.piece === 0 ? 1 : 0, 7);
  const rest = swarm.pick(swarm.seed(), 3);
  expect(rest.map(({ piece, begin }) => [piece, begin / 16_384])).toEqual(
    [1, 2, 3].map((block) => [blocks[0]?.piece, block]),
  );
});

test('a piece of which nothing came is unbegun again when its peer leaves or chokes', () => {
  const swarm = makeSwarm();
  const [one, other] = [swarm.seed(), swarm.seed()];
  swarm.pick(one, 3);
  swarm.pick(other, 3);
  expect(swarm.picker.openPieces).toBe(2);
  one.leave();
  other.giveBackAll();
  expect(swarm.picker.openPieces).toBe(0);
  expect(other.asked).toBe(0);
});

test('a peer goes back to its piece when it rejects a block of it', () => {
  const swarm = makeSwarm({ pieceCount: 30, blocksInPiece: 4 });
  const peer = swarm.seed();
  const blocks = swarm.pick(peer, 8);
  const [first] = blocks;
  if (first === undefined) throw new Error('nothing asked');
  peer.giveBack(first.piece, first.begin);
  expect(peer.asked).toBe(7);
  expect(swarm.pick(peer, 1)).toEqual([first]);
});

test('while no buffer is free only begun pieces are asked for, of peers that others leave idle too', () => {
  const swarm = makeSwarm({ blocksInPiece: 8 });
  swarm.world.openAtMost = 1;
  const [one, other] = [swarm.seed(), swarm.seed()];
  const begun = piecesOf(swarm.pick(one, 3));
  expect(piecesOf(swarm.pick(other, 3))).toEqual(begun);
  expect(swarm.pick(swarm.peerWith(...[0, 1, 2].filter((piece) => !begun.includes(piece))), 8)).toEqual([]);
  expect(swarm.picker.openPieces).toBe(1);
});

test('when nothing unbegun is left, the piece of the slowest is shared first', () => {
  const swarm = makeSwarm({ pieceCount: 6, blocksInPiece: 8 });
  const [slow, fast, third] = [swarm.seed(), swarm.seed(), swarm.seed()];
  swarm.giveAt(slow, 1, 0);
  swarm.giveAt(fast, 8, 1);
  for (const piece of [2, 3]) swarm.picker.verified(piece);
  const ofSlow = piecesOf(swarm.pick(slow, 2));
  const ofFast = piecesOf(swarm.pick(fast, 2));
  expect(new Set([...ofSlow, ...ofFast])).toEqual(new Set([4, 5]));
  expect(piecesOf(swarm.pick(third, 4))).toEqual(ofSlow);
});

test('a web seed gets a run of whole unbegun pieces that lie side by side', () => {
  const swarm = makeSwarm({ pieceCount: 10 });
  swarm.picker.setSequential(true);
  swarm.picker.verified(0);
  swarm.picker.verified(5);
  const webSeed = swarm.seed();
  expect(webSeed.pickRun(2.5 * 65_536)).toEqual({ piece: 1, pieces: 2 });
  expect(webSeed.pickRun(100 * 65_536)).toEqual({ piece: 3, pieces: 2 });
  expect(webSeed.asked).toBe(16);
  expect(webSeed.isAsked(4, 49_152, 16_384)).toBe(true);
  swarm.picker.setDeadline(8, 1_000);
  swarm.world.openAtMost = 5;
  expect(webSeed.pickRun(100 * 65_536)).toEqual({ piece: 8, pieces: 1 });
  expect(webSeed.pickRun(100 * 65_536)).toBeUndefined();
  webSeed.giveBackAll();
  expect(webSeed.pickRun(65_535)).toBeUndefined();
  expect(swarm.picker.openPieces).toBe(0);
});

test('what is there of a piece from before is not asked for again', () => {
  const swarm = makeSwarm({ verified: 4 });
  swarm.picker.restore(6, (block) => block !== 2);
  swarm.picker.restore(19, () => true);
  expect(swarm.picker.openPieces).toBe(1);
  const peer = swarm.seed();
  const blocks = swarm.pick(peer, 1);
  expect(blocks).toEqual([{ piece: 6, begin: 32_768, length: 16_384 }]);
  swarm.arrive(peer, blocks);
  expect(swarm.picker.isPieceFull(6)).toBe(true);
});

test('small pieces that are equally rare are begun one behind the other, up to the next mebibyte', () => {
  const swarm = makeSwarm({ pieceCount: 64, verified: 4 });
  const pieces = piecesOf(swarm.pick(swarm.seed(), 4 * 20));
  const steps = pieces.slice(1).map((piece, index) => [piece, pieces[index] ?? 0] as const);
  // 64 KiB each: sixteen in a mebibyte.
  for (const [piece, before] of steps)
    if ((before + 1) % 16 !== 0 && before + 1 < 60) expect(piece).toBe(before + 1);
  expect(pieces).toHaveLength(20);
});

test('a rarer piece comes before the next one', () => {
  const swarm = makeSwarm({ pieceCount: 16, verified: 4 });
  for (let copies = 0; copies < 2; copies++)
    swarm.peerWith(...Array.from({ length: 11 }, (_, piece) => piece));
  const seed = swarm.seed();
  expect(piecesOf(swarm.pick(seed, 4))).toEqual([11]);
  const [first = 0] = piecesOf(swarm.pick(seed, 4));
  const rare = first + 3 < 11 ? first + 3 : first - 3;
  for (let copies = 0; copies < 3; copies++)
    swarm.peerWith(...Array.from({ length: 11 }, (_, piece) => piece).filter((piece) => piece !== rare));
  expect(piecesOf(swarm.pick(seed, 4))).toEqual([rare]);
});
