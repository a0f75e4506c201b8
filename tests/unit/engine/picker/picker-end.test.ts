import { expect, test } from 'vitest';
import { makeSwarm } from './swarm-fixture.ts';

test('at the end what others were asked is asked again, from the last block, of three peers at most', () => {
  const swarm = makeSwarm({ pieceCount: 1 });
  const [one, two, three, four] = [swarm.seed(), swarm.seed(), swarm.seed(), swarm.seed()];
  const blocks = swarm.pick(one, 3);
  expect(swarm.pick(two, 4).map(({ begin }) => begin / 16_384)).toEqual([3, 2, 1, 0]);
  expect(swarm.pick(three, 9)).toHaveLength(4);
  expect(swarm.pick(four, 9).map(({ begin }) => begin / 16_384)).toEqual([3]);
  expect(swarm.pick(one, 9)).toEqual([]);
  expect(new Set(swarm.arrive(two, blocks.slice(0, 1)))).toEqual(new Set([one, three]));
  expect([one.asked, two.asked, three.asked]).toEqual([2, 3, 3]);
});

test('a block that came from one is a duplicate from the other', () => {
  const swarm = makeSwarm({ pieceCount: 1 });
  const [one, two] = [swarm.seed(), swarm.seed()];
  swarm.pick(one, 4);
  swarm.pick(two, 4);
  expect(swarm.picker.arrived(one, 0, 0, 16_384, [])).toBe('wanted');
  expect(swarm.picker.arrived(two, 0, 0, 16_384, [])).toBe('duplicate');
});

test('no peer is asked for more than 32 blocks in all of what others were asked', () => {
  const swarm = makeSwarm({ pieceCount: 2, blocksInPiece: 64 });
  swarm.pick(swarm.seed(), 200);
  const other = swarm.seed();
  expect(swarm.pick(other, 200)).toHaveLength(32);
  expect(swarm.pick(other, 200)).toEqual([]);
});

test('before the end an idle peer takes over only what a much slower one holds up', () => {
  const swarm = makeSwarm({ pieceCount: 20 });
  swarm.world.openAtMost = 2;
  const [slow, even, fast] = [swarm.seed(), swarm.seed(), swarm.seed()];
  swarm.giveAt(slow, 1, 15);
  swarm.giveAt(even, 3.5, 16);
  swarm.giveAt(fast, 4, 17);
  swarm.pick(slow, 4);
  const ofEven = swarm.pick(even, 4);
  const again = swarm.pick(fast, 20);
  expect(again).toHaveLength(4);
  expect(again[0]?.piece).not.toBe(ofEven[0]?.piece);
  expect(swarm.pick(fast, 20)).toEqual([]);
});

test('before the end a peer that still has something to give helps nobody', () => {
  const swarm = makeSwarm({ pieceCount: 20 });
  swarm.world.openAtMost = 2;
  const [slow, fast] = [swarm.seed(), swarm.seed()];
  swarm.giveAt(slow, 1, 15);
  swarm.giveAt(fast, 4, 17);
  const ofSlow = swarm.pick(slow, 4);
  const ofFast = swarm.pick(fast, 4);
  expect(swarm.pick(fast, 20)).toEqual([]);
  swarm.arrive(fast, ofFast);
  expect(swarm.pick(fast, 20)).toEqual(ofSlow.toReversed());
});

test('a peer that fell silent is slow, however fast it was', () => {
  const swarm = makeSwarm({ pieceCount: 20 });
  swarm.world.openAtMost = 2;
  const [silent, other] = [swarm.seed(), swarm.seed()];
  swarm.giveAt(silent, 4, 15);
  swarm.giveAt(other, 1, 17);
  const held = swarm.pick(silent, 4);
  swarm.arrive(other, swarm.pick(other, 4));
  expect(swarm.pick(other, 20)).toEqual([]);
  swarm.world.nowMs += 10_000;
  expect(swarm.pick(other, 20)).toEqual(held.toReversed());
});
