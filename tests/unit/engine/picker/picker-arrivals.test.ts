import { expect, test } from 'vitest';
import { bitfieldOf } from './swarm-model.ts';
import type { Block } from '../../../../src/main/engine/transfer/block.ts';
import { makeSwarm, piecesOf } from './swarm-fixture.ts';

test('what nobody asked this peer for is refused, whatever its place and length', () => {
  const swarm = makeSwarm({ pieceCount: 4 });
  const peer = swarm.seed();
  const [block] = swarm.pick(peer, 1);
  if (block === undefined) throw new Error('nothing asked');
  const { piece, begin, length } = block;
  const arrivals = [
    [piece, begin, length - 1],
    [piece, begin + 1, length],
    [piece, begin + length, length],
    [4, 0, length],
    [-1, 0, length],
    [piece, -length, length],
    [piece, 4 * length, length],
    [piece, NaN, length],
  ] as const;
  for (const [at, from, bytes] of arrivals)
    expect(swarm.picker.arrived(peer, at, from, bytes, [])).toBe('unasked');
  expect(swarm.picker.arrived(swarm.seed(), piece, begin, length, [])).toBe('unasked');
  expect(swarm.picker.arrived(peer, piece, begin, length, [])).toBe('wanted');
});

test('a block that comes after its time is welcome while it is missing and there is a buffer', () => {
  const swarm = makeSwarm({ pieceCount: 4 });
  const [slow, other] = [swarm.seed(), swarm.seed()];
  const [first, second] = swarm.pick(slow, 2);
  if (first === undefined || second === undefined) throw new Error('nothing asked');
  slow.giveBack(first.piece, first.begin);
  slow.giveBack(second.piece, second.begin);
  expect(swarm.picker.openPieces).toBe(0);
  swarm.pick(other, 4, new Set([first.piece]));
  const cancels = swarm.arrive(slow, [first]);
  expect(cancels).toEqual([other]);
  expect(swarm.picker.arrived(slow, first.piece, first.begin, first.length, [])).toBe('duplicate');
  other.giveBackAll();
  swarm.picker.failed(first.piece);
  swarm.world.openAtMost = 0;
  expect(swarm.picker.arrived(slow, second.piece, second.begin, second.length, [])).toBe('unasked');
});

test('a peer that left gives nothing and is given nothing', () => {
  const swarm = makeSwarm();
  const peer = swarm.seed();
  const blocks = swarm.pick(peer, 4);
  peer.leave();
  peer.leave();
  peer.haveAll();
  expect(peer.have(1)).toBe(true);
  expect(swarm.picker.availability(1)).toBe(0);
  expect(swarm.pick(peer, 4)).toEqual([]);
  expect(swarm.picker.arrived(peer, blocks[0]?.piece ?? 0, 0, 16_384, [])).toBe('unasked');
});

test('all blocks of a piece are wanted again when its hash was wrong', () => {
  const swarm = makeSwarm({ pieceCount: 1 });
  const peer = swarm.seed();
  swarm.arrive(peer, swarm.pick(peer, 4));
  expect(swarm.picker.isPieceFull(0)).toBe(true);
  expect(swarm.pick(peer, 4)).toEqual([]);
  expect(peer.isInteresting).toBe(true);
  swarm.picker.failed(0);
  expect(swarm.picker.isPieceFull(0)).toBe(false);
  expect(swarm.pick(peer, 9)).toHaveLength(4);
});

test('interest comes and goes with what is verified, lost, told and wanted', () => {
  const swarm = makeSwarm({ pieceCount: 3 });
  const peer = swarm.peerWith(1);
  expect(peer.isInteresting).toBe(true);
  swarm.picker.verified(1);
  expect(peer.isInteresting).toBe(false);
  peer.have(2);
  expect(peer.isInteresting).toBe(true);
  swarm.picker.setPriority(2, 0);
  expect(peer.isInteresting).toBe(false);
  swarm.picker.lost(1);
  expect(peer.isInteresting).toBe(true);
  peer.dontHave(1);
  expect(peer.isInteresting).toBe(false);
});

test('while choked a peer is asked for the pieces it allows, and only for those it has', () => {
  const swarm = makeSwarm();
  const peer = swarm.peerWith(1, 3, 4);
  const blocks = swarm.pick(peer, 9, new Set([3, 5, 1, 99]));
  expect(blocks.map(({ piece }) => piece)).toEqual([3, 3, 3, 3, 1, 1, 1, 1]);
});

test('a bitfield of the wrong length, with a spare bit or for the second time is refused and changes nothing', () => {
  const { picker } = makeSwarm({ pieceCount: 10 });
  const peer = picker.join();
  expect(peer.bitfield(new Uint8Array(1))).toBe(false);
  expect(peer.bitfield(new Uint8Array(3))).toBe(false);
  expect(peer.bitfield(Uint8Array.of(0xff, 0xe0))).toBe(false);
  expect(peer.pieceCount).toBe(0);
  expect(peer.bitfield(Uint8Array.of(0x80, 0x40))).toBe(true);
  expect([0, 1, 8, 9].map((piece) => peer.has(piece))).toEqual([true, false, false, true]);
  expect(peer.bitfield(bitfieldOf(10, [3]))).toBe(false);
  expect(peer.have(10)).toBe(false);
  expect(peer.have(-1)).toBe(false);
  expect(peer.have(1.5)).toBe(false);
  expect(peer.pieceCount).toBe(2);
});

test('a peer becomes a seed by bitfield, by haves or by one message, and stops being one', () => {
  const { picker } = makeSwarm({ pieceCount: 3 });
  const peers = [picker.join(), picker.join(), picker.join()] as const;
  peers[0].bitfield(bitfieldOf(3, [0, 1, 2]));
  for (const piece of [2, 0, 1]) peers[1].have(piece);
  peers[2].have(1);
  peers[2].haveAll();
  expect(peers.map(({ isSeed }) => isSeed)).toEqual([true, true, true]);
  expect([0, 1, 2].map(picker.availability)).toEqual([3, 3, 3]);
  for (const peer of peers) peer.dontHave(1);
  expect(peers.map(({ isSeed }) => isSeed)).toEqual([false, false, false]);
  expect([0, 1, 2].map(picker.availability)).toEqual([3, 0, 3]);
});

test('a block that was given back, asked again and came is not welcome a second time unasked', () => {
  const swarm = makeSwarm({ pieceCount: 1, blocksInPiece: 1 });
  const peer = swarm.seed();
  const asked = swarm.pick(peer, 1);
  peer.giveBack(0, 0);
  swarm.arrive(peer, swarm.pick(peer, 1));
  swarm.picker.failed(0);
  expect(asked).toHaveLength(1);
  expect(swarm.picker.arrived(peer, 0, 0, 16_384, [])).toBe('unasked');
});

test('what can wait is given back for what cannot, and is asked of another; late blocks are welcome', () => {
  const swarm = makeSwarm({ pieceCount: 20, blocksInPiece: 4 });
  const [one, other] = [swarm.seed(), swarm.seed()];
  const before = swarm.pick(one, 12);
  const urgent = piecesOf(before)[1] ?? -1;
  swarm.picker.setDeadline(urgent, 1_000);

  const given: Block[] = [];
  one.giveBackWhatCanWait(given);
  expect(given).toEqual(before.filter(({ piece }) => piece !== urgent));
  expect(one.asked).toBe(4);
  expect(piecesOf(swarm.pick(other, 100))).toEqual(expect.arrayContaining(piecesOf(given)));
  const [late] = given;
  if (late === undefined) throw new Error('Nothing was given back');
  expect(swarm.picker.arrived(one, late.piece, late.begin, late.length, [])).toBe('wanted');
});
